//! The texts of honest events: those of the demonstration, and some that speak of prizes, loans and meetings.

/// Title, summary, description.
pub(super) const HONEST: &[(&str, &str, &str)] = &[
    (
        "Simplificathon : réécrire ensemble les courriers de l’administration",
        "Une journée pour rendre lisibles dix courriers que les usagers ne comprennent pas, avec celles et ceux qui les reçoivent.",
        "Chaque équipe reçoit un courrier réel, anonymisé, et le réécrit avec un agent qui l’envoie, un usager qui le reçoit et un designer.\n\nÀ midi, les premières versions sont lues à voix haute. En fin de journée, un jury d’usagers choisit les trois textes les plus clairs, que les administrations s’engagent à expédier dès janvier.",
    ),
    (
        "Atelier : concevoir un guichet avec ses usagers",
        "Deux séances pour dessiner, puis essayer grandeur nature, l’accueil d’une maison France services.",
        "Première séance : on observe, on écoute, on dessine des parcours à partir de situations vécues.\n\nSeconde séance : on construit l’accueil en carton à l’échelle 1, et l’on y joue les rendez-vous difficiles.",
    ),
    (
        "L’innovation ouverte, cinq ans après : ce que l’État a appris des startups",
        "Retour sur des expérimentations menées avec des entreprises, des chercheurs et des citoyens, réussites et échecs compris.",
        "Quatre administrations racontent une expérimentation : le besoin de départ, le partenaire, ce qui a marché, ce qui a été arrêté et pourquoi.\n\nLa salle et les participants en ligne posent leurs questions par écrit ; toutes reçoivent une réponse dans le mois.",
    ),
    (
        "Webinaire : le langage clair en une heure",
        "Sept règles, vingt exemples avant et après, et une grille à garder près de son clavier.",
        "Un webinaire pour celles et ceux qui écrivent à des usagers : courriers, courriels, pages web, affiches.\n\nLes supports et l’enregistrement sous-titré sont envoyés aux inscrits.",
    ),
    (
        "Débat citoyen : quels services publics dans mon quartier en 2035 ?",
        "Soixante habitants tirés au sort et les agents qui les servent débattent de ce qu’il faut garder, changer, inventer.",
        "La soirée commence par trois témoignages de dix minutes, se poursuit en tables de huit, et finit par un vote sur six propositions.\n\nLa métropole répond publiquement à chacune avant l’été.",
    ),
    (
        "Formation : s’initier au design de services publics",
        "Une journée pour apprendre à observer, reformuler un problème et prototyper une réponse.",
        "Le matin, les méthodes ; l’après-midi, on les applique au service que chacun apporte.\n\nDouze places, priorité aux agents des préfectures et des directions départementales.",
    ),
    (
        "Visite : dans les coulisses d’un laboratoire d’innovation publique",
        "Trois visites de quarante-cinq minutes pour voir les prototypes, les ratés et les outils d’un laboratoire de l’État.",
        "On visite l’atelier, on manipule les prototypes, on pose toutes ses questions à l’équipe.\n\nLieu accessible aux personnes en fauteuil ; visite en langue des signes à 11 heures.",
    ),
    (
        "Podcast : « Ça marche, et je vous dis pourquoi »",
        "Huit épisodes de quinze minutes où des agents racontent une innovation qui a survécu à son expérimentation.",
        "Un épisode par jour ouvré pendant deux semaines, avec sa transcription.\n\nAu programme : un formulaire supprimé, une file d’attente raccourcie, un courrier que l’on n’envoie plus.",
    ),
    (
        "Module de formation : lire une enquête d’usage en trente minutes",
        "Un module en ligne, à suivre quand on veut, pour ne plus se laisser tromper par un pourcentage.",
        "Cinq leçons courtes, un exercice corrigé, une attestation.\n\nConçu avec des enseignants-chercheurs et relu par un panel d’agents de terrain.",
    ),
    (
        "Atelier : simplifier l’aide aux petites entreprises de La Réunion",
        "Chefs d’entreprise et agents refont ensemble, sur la table, le parcours d’une demande d’aide.",
        "On part d’un dossier réel et l’on barre tout ce que l’administration sait déjà.\n\nLes participants repartent avec une version courte, essayée dès le lendemain au guichet.",
    ),
    (
        "Hackathon : des données ouvertes pour les transports du quotidien",
        "Vingt-quatre heures, six équipes, les données des réseaux de bus, de tram et de vélo : à vous de jouer.",
        "Les données sont publiées une semaine avant. Chaque équipe réunit au moins un agent, un développeur et un usager.\n\nLes prototypes restent ouverts : licences libres pour le code et pour les données.",
    ),
    (
        "Atelier : écrire le livret d’accueil de l’hôpital avec les patients",
        "Patients, soignants et agents d’accueil réécrivent page par page le livret que l’on reçoit en arrivant.",
        "Chaque table prend une page et répond à une question : qu’est-ce que j’aurais voulu savoir ce jour-là ?\n\nLa nouvelle version est imprimée et distribuée dans deux services dès décembre.",
    ),
    (
        "Conférence : une commune sans formulaire papier, deux ans d’essais",
        "Ce qu’une ville de taille moyenne a simplifié, ce qu’elle a remis sur papier, et ce qu’en disent les habitants.",
        "Une présentation de trente minutes, puis une heure d’échanges avec les agents du guichet et deux habitants.\n\nEntrée libre dans la limite des places.",
    ),
    (
        "Remise des prix de l’innovation publique",
        "Rencontre avec les lauréats et remise du prix du public.",
        "Entrée gratuite. Les agents qui ont gagné racontent leur projet ; la remise des trophées a lieu à midi, la rencontre avec le jury à quatorze heures.",
    ),
    (
        "Achat public innovant : mode d’emploi",
        "La commande publique au service des jeunes entreprises, du prix du marché au contrat.",
        "Les acheteurs de trois ministères présentent leur méthode : rédiger le besoin, comparer les offres, suivre le marché. Une offre de service est proposée aux collectivités.",
    ),
    (
        "Prêt à simplifier ? Rencontre avec les agents du guichet",
        "Un atelier pour ceux qui sont prêts à tout changer, gratuit et ouvert à tous.",
        "On y parle de la bibliothèque municipale et du prêt de livres sans carte. La promotion de la lecture est l’affaire de chacun.",
    ),
    (
        "Remise à plat des démarches : dix ans après",
        "Ce que la réduction des délais a changé pour les usagers.",
        "Le programme :\n🕘 9 h : accueil\n🕙 10 h : témoignages\n🕛 12 h : échanges\n\nDocuments : https://exemple.gouv.fr/demarches et https://exemple.gouv.fr/bilan",
    ),
    (
        "DITP, ANCT, DINUM : QUI FAIT QUOI ?",
        "Une heure pour comprendre qui aide les administrations à se transformer.",
        "Trois agents présentent leur direction, puis répondent aux questions de la salle.",
    ),
];
