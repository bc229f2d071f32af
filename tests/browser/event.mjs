// An event to propose, and its organiser.

import { randomUUID } from 'node:crypto';

/** Where events take place, and who decides about them. */
const OVERSEAS = {
  place: 'Médiathèque François-Mitterrand',
  postcode: '97400',
  commune: 'Saint-Denis',
  moderator: 'nadia.national@exemple.gouv.fr',
};
const PARIS = {
  place: 'Mairie du 13ᵉ arrondissement',
  postcode: '75013',
  commune: 'Paris',
  moderator: 'remi.regional@exemple.gouv.fr',
};

/** An event that only one test has, about which the national team decides. */
export function eventOf(whose) {
  const one = `${whose} ${randomUUID().slice(0, 8)}`;
  return {
    one,
    title: `Repenser l’accueil avec les usagers (${one})`,
    summary: 'Un atelier pour améliorer ensemble l’accueil des usagers.',
    description: 'Venez avec vos idées : on repart avec un plan.',
    format: 'Atelier',
    day: 9,
    ...OVERSEAS,
    organisation: 'Centre de gestion',
    organisationKind: 'Collectivité territoriale ou intercommunalité',
    organiser: 'Camille Durand',
    email: `${unaccented(one).replaceAll(' ', '-')}@exemple.gouv.fr`,
  };
}

/** The same in Paris, which has a moderator of its own. */
export function eventInParisOf(whose) {
  return { ...eventOf(whose), ...PARIS };
}

function unaccented(text) {
  return text.normalize('NFD').replace(/\p{M}/gu, '');
}
