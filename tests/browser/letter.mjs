// A letter to write, and someone who reads it.

import { randomUUID } from 'node:crypto';

/** Where each test has its readers: its letter goes to that region only. */
const REGIONS = {
  axe: 'Bretagne',
  balises: 'Occitanie',
  erreurs: 'Corse',
  largeur: 'Grand Est',
  silence: 'Normandie',
  photo: 'Normandie',
  'clavier-avec': 'Pays de la Loire',
  'clavier-sans': 'Hauts-de-France',
  robot: 'Nouvelle-Aquitaine',
};

/** A letter that only one test has, with its editor and its reader. */
export function letterOf(whose) {
  const region = REGIONS[whose];
  if (!region) throw new Error(`letter.mjs does not say which region “${whose}” writes to`);
  const one = `${whose}-${randomUUID().slice(0, 8)}`;
  return {
    region,
    title: `Ce qui vient près de chez vous (${one})`,
    preheader: 'Les événements de la semaine, près de chez vous.',
    editorial: 'Bonjour, voici **ce qui vient** près de chez vous.',
    editor: 'nadia.national@exemple.gouv.fr',
    reader: `${one}@exemple.gouv.fr`,
    elsewhere: `${one}.ailleurs@exemple.gouv.fr`,
  };
}
