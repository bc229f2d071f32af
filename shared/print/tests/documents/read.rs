//! A PDF as a reader takes it, by another hand than the one that wrote it.

use lopdf::{Dictionary, Document, Object};

pub(crate) struct Pdf(Document);

impl Pdf {
    pub(crate) fn read(bytes: &[u8]) -> Self {
        Self(Document::load_mem(bytes).unwrap())
    }

    pub(crate) fn pages(&self) -> usize {
        self.0.get_pages().len()
    }

    /// All of its text, white space made one space.
    pub(crate) fn text(&self) -> String {
        let pages: Vec<u32> = self.0.get_pages().into_keys().collect();
        let text = self.0.extract_text(&pages).unwrap();
        text.replace('\u{200b}', "").split_whitespace().collect::<Vec<_>>().join(" ")
    }

    pub(crate) fn catalogue(&self) -> &Dictionary {
        self.0.catalog().unwrap()
    }

    pub(crate) fn resolved<'a>(&'a self, object: &'a Object) -> &'a Object {
        self.0.dereference(object).unwrap().1
    }

    /// Every element of the structure, by its kind, in the order in which it is read.
    pub(crate) fn structure(&self) -> Vec<String> {
        let root = self.catalogue().get(b"StructTreeRoot").unwrap();
        let mut kinds = Vec::new();
        self.walk(self.resolved(root), &mut kinds);
        kinds
    }

    fn walk(&self, element: &Object, kinds: &mut Vec<String>) {
        match element {
            Object::Array(children) => {
                for child in children {
                    self.walk(self.resolved(child), kinds);
                }
            }
            Object::Dictionary(element) => {
                if let Ok(kind) = element.get(b"S").and_then(Object::as_name) {
                    kinds.push(String::from_utf8_lossy(kind).into_owned());
                }
                if let Ok(children) = element.get(b"K") {
                    self.walk(self.resolved(children), kinds);
                }
            }
            _ => {}
        }
    }

    /// Where its links to elsewhere lead, each once.
    pub(crate) fn links(&self) -> std::collections::BTreeSet<String> {
        let actions = self.annotations().into_iter().filter_map(|it| it.get(b"A").ok()).collect::<Vec<_>>();
        let action = |it: &&Object| {
            self.resolved(it).as_dict().ok()?.get(b"URI").ok()?.as_str().ok().map(<[u8]>::to_vec)
        };
        actions.iter().filter_map(action).map(|uri| String::from_utf8(uri).unwrap()).collect()
    }

    pub(crate) fn annotations(&self) -> Vec<&Dictionary> {
        let objects = self.0.objects.values().filter_map(|object| object.as_dict().ok());
        objects
            .filter(|it| it.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Link"))
            .collect()
    }

    /// A text of the document's information.
    pub(crate) fn information(&self, name: &[u8]) -> String {
        let information = self.resolved(self.0.trailer.get(b"Info").unwrap()).as_dict().unwrap();
        lopdf::decode_text_string(self.resolved(information.get(name).unwrap())).unwrap()
    }
}
