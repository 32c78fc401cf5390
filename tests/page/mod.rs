//! `report.html` read back as a browser reads it: the elements that it embeds, unpacked.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::Read;

/// What the elements of a page hold, by their ids.
pub(crate) struct Page(BTreeMap<String, String>);

impl Page {
    /// The page. An element ends at the first `</script`, whatever its content was meant to be.
    pub(crate) fn read(html: &str) -> Self {
        let mut elements = BTreeMap::new();
        let mut rest = html;
        while let Some(at) = rest.find("<script type=") {
            let (tag, behind) = rest[at..].split_once('>').expect("a tag ends");
            let end = behind.find("</script").expect("an element ends");
            let id = tag.split("id=\"").nth(1).expect("an id").trim_end_matches('"');
            elements.insert(id.to_owned(), behind[..end].to_owned());
            rest = &behind[end..];
        }
        Self(elements)
    }

    pub(crate) fn json(&self, id: &str) -> Value {
        serde_json::from_str(&self.0[id]).unwrap_or_else(|fault| panic!("{id}: {fault}"))
    }

    /// All packed blocks together: what stands under each key.
    #[allow(dead_code, reason = "not every test that reads a page looks into blocks")]
    pub(crate) fn blocks(&self) -> Vec<(String, Value)> {
        let numbers = (0..).map(|number| format!("block-{number}"));
        let packed = numbers.map_while(|id| self.0.get(&id));
        let opened = packed.map(|packed| serde_json::from_slice(&unpacked(packed)).expect("JSON in a block"));
        opened.flat_map(|block: serde_json::Map<String, Value>| block).collect()
    }
}

/// Base 64, then DEFLATE.
pub(crate) fn unpacked(packed: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let packed = STANDARD.decode(packed).expect("base 64");
    flate2::read::DeflateDecoder::new(&*packed).read_to_end(&mut bytes).expect("a whole stream");
    bytes
}
