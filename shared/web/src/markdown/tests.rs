use super::*;

fn plain(markdown: &str) -> String {
    html(markdown, &Attributes::default())
}

const LETTER: &str = "Bonjour,\n\nLa semaine est *riche* et **belle** :\n\n- un [atelier](https://exemple.fr/a?b=1&c=2)\n- \
                      une visite\n  - le matin\n\n1. lire\n2. venir\n\n> Osons !\n>\n> Ensemble.\n\nÉcrivez à \
                      <mip@exemple.fr>.\\\nMerci.";

#[test]
fn paragraphs_emphasis_lists_quotations_and_links_are_kept() {
    assert_eq!(
        plain(LETTER),
        "<p>Bonjour,</p>\n<p>La semaine est <em>riche</em> et <strong>belle</strong> :</p>\n<ul><li>un <a \
         href=\"https://exemple.fr/a?b=1&#38;c=2\">atelier</a></li>\n<li>une visite<ul><li>le \
         matin</li>\n</ul>\n</li>\n</ul>\n<ol><li>lire</li>\n<li>venir</li>\n</ol>\n<blockquote><p>Osons \
         !</p>\n<p>Ensemble.</p>\n</blockquote>\n<p>Écrivez à <a \
         href=\"mailto:mip@exemple.fr\">mip@exemple.fr</a>.<br>\nMerci.</p>"
    );
}

#[test]
fn the_text_says_the_same_with_its_links_written_out() {
    assert_eq!(
        text(LETTER),
        "Bonjour,\n\nLa semaine est riche et belle :\n\n- un atelier (https://exemple.fr/a?b=1&c=2)\n- une visite\n  \
         - le matin\n\n1. lire\n2. venir\n\n> Osons !\n>\n> Ensemble.\n\nÉcrivez à mip@exemple.fr.\nMerci."
    );
}

#[test]
fn html_images_headings_and_other_addresses_are_no_more_than_text() {
    let hostile = "# Titre\n\n<script>alert(1)</script>\n\nUn <b onclick=\"x\">mot</b> & \"deux\"\n\n![un \
                   chat](https://exemple.fr/x.png) [ici](javascript:alert(1)) [là](/2027/) `<i>`\n\n    <u>code</u>\n";
    assert_eq!(
        plain(hostile),
        "<p><strong>Titre</strong></p>\n<p>Un mot &#38; &#34;deux&#34;</p>\n<p>un chat ici là \
         &#60;i&#62;</p>\n<p>&#60;u&#62;code&#60;/u&#62;\n</p>"
    );
    assert_eq!(text(hostile), "Titre\n\nUn mot & \"deux\"\n\nun chat ici là <i>\n\n<u>code</u>");
}

#[test]
fn a_link_without_a_text_shows_its_address_and_one_that_is_its_own_text_shows_it_once() {
    let markdown = "[](https://exemple.fr/) et <https://exemple.fr/>";
    let link = "<a href=\"https://exemple.fr/\">https://exemple.fr/</a>";
    assert_eq!(plain(markdown), format!("<p>{link} et {link}</p>"));
    assert_eq!(text(markdown), "https://exemple.fr/ et https://exemple.fr/");
}

#[test]
fn an_address_cannot_leave_its_attribute_nor_a_number_write_a_control_character() {
    let markdown = "[x](<https://exemple.fr/\"&gt;&lt;script&gt;>) &#1;&#x7f;y";
    assert_eq!(plain(markdown), "<p><a href=\"https://exemple.fr/%22%3E%3Cscript%3E\">x</a> y</p>");
    assert_eq!(text(markdown), "x (https://exemple.fr/%22%3E%3Cscript%3E) y");
}

#[test]
fn attributes_go_where_they_are_asked_for() {
    let attributes = Attributes {
        paragraph: " class=\"p\"",
        list: " class=\"l\"",
        quotation: " class=\"q\"",
        link: " class=\"a\"",
    };
    assert_eq!(
        html("[x](https://a.fr)\n\n3. y\n\n> z", &attributes),
        "<p class=\"p\"><a href=\"https://a.fr/\" class=\"a\">x</a></p>\n<ol class=\"l\" \
         start=\"3\"><li>y</li>\n</ol>\n<blockquote class=\"q\"><p class=\"p\">z</p>\n</blockquote>"
    );
}

#[test]
fn where_links_lead_is_known_be_they_kept_or_not() {
    assert_eq!(
        links("[a](https://a.fr) [b](javascript:x)\n\n- <b@c.fr>"),
        ["https://a.fr", "javascript:x", "mailto:b@c.fr"]
    );
}
