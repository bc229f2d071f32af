// The pages of an organiser whose event is in the programme, error states included, in the order of one walk.
// See pages.mjs.

import * as organiser from './organiser.mjs';
import * as people from './steps.mjs';

export const ORGANISER_PAGES = [
  { name: 'own-event', open: (page, { queued }) => organiser.opensTheirEvent(page, queued) },
  { name: 'own-event-unknown', open: (page) => page.goto('/mon-evenement/inconnu') },
  {
    name: 'announcement',
    open: async (page, { queued }) => {
      await organiser.opensTheirEvent(page, queued);
      await organiser.readsThatItIsPublished(page);
      await organiser.wantsToAnnounce(page);
    },
  },
  { name: 'announcement-check', open: (page) => organiser.announcesThatItIsFull(page) },
  { name: 'announcement-unticked', errors: true, open: (page) => organiser.publishesWithoutTheTick(page) },
  { name: 'announced', open: (page) => organiser.publishes(page) },
  { name: 'team', open: (page) => organiser.opensTheTeam(page) },
  { name: 'team-nobody', errors: true, open: (page) => organiser.invitesNobody(page) },
  { name: 'team-invited', open: (page, { queued }) => organiser.invites(page, `collegue-${queued.email}`) },
  {
    name: 'again',
    open: async (page, { queued }) => {
      await organiser.opensTheirEvent(page, queued);
      await organiser.wantsItAgain(page);
    },
  },
  {
    name: 'picture',
    open: async (page, { queued }) => {
      await organiser.opensTheirEvent(page, queued);
      await organiser.wantsAPicture(page);
    },
  },
  { name: 'picture-to-describe', open: (page) => organiser.sendsAPicture(page) },
  { name: 'picture-unsaid', errors: true, open: (page) => organiser.keepsItWithoutAWord(page) },
  { name: 'picture-kept', open: (page) => organiser.keepsIt(page) },
  { name: 'links-to-nobody', errors: true, open: (page) => organiser.asksForNoLinks(page) },
  { name: 'links-again', open: (page, { queued }) => organiser.asksForTheLinks(page, queued) },
  {
    name: 'event-full',
    open: async (page, { queued }) => {
      await people.findsTheEvent(page, queued);
      await people.readsTheEvent(page, queued);
      await organiser.isSaidToBeFull(page, queued);
    },
  },
];
