//! A file that goes with a form (RFC 7578).

/// A file, chosen in a form's field for one; none was chosen while its name is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Upload {
    /// The field's name.
    pub field: String,
    /// As on the disk of who sends it.
    pub file_name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// Between the parts. The bytes of a picture do not hold it.
const BOUNDARY: &str = "----un-visiteur-envoie-un-fichier";

impl Upload {
    /// The content type and the body of a form: its fields in order, then the file.
    pub(super) fn with(&self, fields: &[(String, String)]) -> (String, Vec<u8>) {
        let mut body = Vec::new();
        for (name, value) in fields {
            let part =
                format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(part.as_bytes());
        }
        let Self { field, file_name, bytes } = self;
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{file_name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(format!("\r\n--{BOUNDARY}--\r\n").as_bytes());
        (format!("multipart/form-data; boundary={BOUNDARY}"), body)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_comes_after_the_fields() {
        let upload = Upload { field: "file".into(), file_name: "a.jpg".into(), bytes: vec![0xff, 0xd8] };
        let (content_type, body) = upload.with(&[("key".into(), "depots/x".into())]);
        let boundary = content_type.split_once("boundary=").unwrap().1;
        let text = String::from_utf8_lossy(&body);
        assert!(text.starts_with(&format!("--{boundary}\r\n")));
        assert!(text.ends_with(&format!("\r\n--{boundary}--\r\n")));
        assert!(text.find("depots/x") < text.find("filename=\"a.jpg\""));
        assert!(body.windows(4).any(|bytes| bytes == b"\xff\xd8\r\n"));
    }
}
