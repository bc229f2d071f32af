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
  return eventWith(whose, randomUUID().slice(0, 8));
}

/** The same in Paris, which has a moderator of its own. */
export function eventInParisOf(whose) {
  return { ...eventOf(whose), ...PARIS };
}

/** Another one, by someone else: the same place and time, and the same title but for a word. */
export function lookAlikeOf(event, whose) {
  return eventWith(whose, event.mark);
}

/** `one` tells it from all others; `mark` tells it and its look-alikes from all others. */
function eventWith(whose, mark) {
  const one = `${whose} ${mark}`;
  return {
    one,
    mark,
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

function unaccented(text) {
  return text.normalize('NFD').replace(/\p{M}/gu, '');
}
