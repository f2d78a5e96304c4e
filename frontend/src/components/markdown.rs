//! Markdown as a part of a page. What people write can neither run nor load anything: HTML is shown as the text
//! that it is, links lead to the web only, and pictures are their words.

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html::push_html};
use shared::records::knowledge_article::safe_link;
use yew::prelude::*;

/// Properties of [`Markdown`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The text.
    pub text: AttrValue,
}

/// A text in Markdown.
#[component]
pub fn Markdown(props: &Props) -> Html {
    let shown = use_memo(props.text.clone(), |text| html(text));
    html! { <div class="sb-markdown">{ Html::from_html_unchecked(AttrValue::from((*shown).clone())) }</div> }
}

/// Headings below those of the page, whose own name is the first and that of the part the second: each stands one
/// below the one that it belongs to, whatever whoever wrote it left out.
#[derive(Default)]
struct Headings(Vec<HeadingLevel>);

impl Headings {
    fn begin(&mut self, written: HeadingLevel) -> HeadingLevel {
        while self.0.last().is_some_and(|above| *above >= written) {
            self.0.pop();
        }
        self.0.push(written);
        self.level()
    }

    fn level(&self) -> HeadingLevel {
        match self.0.len() {
            0 | 1 => HeadingLevel::H3,
            2 => HeadingLevel::H4,
            3 => HeadingLevel::H5,
            _ => HeadingLevel::H6,
        }
    }
}

fn harmless<'a>(event: Event<'a>, links: &mut Vec<bool>, headings: &mut Headings) -> Vec<Event<'a>> {
    match event {
        Event::Html(raw) | Event::InlineHtml(raw) => vec![Event::Text(raw)],
        Event::Start(Tag::HtmlBlock) => vec![Event::Start(Tag::Paragraph)],
        Event::End(TagEnd::HtmlBlock) => vec![Event::End(TagEnd::Paragraph)],
        Event::Start(Tag::Heading { level, .. }) => {
            let tag = Tag::Heading { level: headings.begin(level), id: None, classes: vec![], attrs: vec![] };
            vec![Event::Start(tag)]
        }
        Event::End(TagEnd::Heading(_)) => vec![Event::End(TagEnd::Heading(headings.level()))],
        Event::Start(Tag::Link { link_type, dest_url, .. }) => {
            let safe = safe_link(&dest_url);
            links.push(safe);
            let tag =
                Tag::Link { link_type, dest_url, title: CowStr::Borrowed(""), id: CowStr::Borrowed("") };
            if safe { vec![Event::Start(tag)] } else { vec![] }
        }
        Event::End(TagEnd::Link) => match links.pop() {
            Some(true) => vec![Event::End(TagEnd::Link)],
            _ => vec![],
        },
        Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => vec![],
        other => vec![other],
    }
}

/// The text as HTML that is safe to show.
fn html(text: &str) -> String {
    let (mut links, mut headings) = (vec![], Headings::default());
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let events = Parser::new_ext(text, options).flat_map(|event| harmless(event, &mut links, &mut headings));
    let mut out = String::new();
    push_html(&mut out, events);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_is_shown_as_it_is_meant() {
        assert_eq!(html("# 门机\n\n**断电**挂牌"), "<h3>门机</h3>\n<p><strong>断电</strong>挂牌</p>\n");
        assert_eq!(
            html("[手册](https://sanbao.example/a?b=1&c=2)"),
            "<p><a href=\"https://sanbao.example/a?b=1&amp;c=2\">手册</a></p>\n"
        );
        assert_eq!(
            html("## 一\n\n#### 二\n\n## 三\n\n# 四").lines().collect::<Vec<_>>(),
            ["<h3>一</h3>", "<h4>二</h4>", "<h3>三</h3>", "<h3>四</h3>"]
        );
        assert!(html("|a|b|\n|-|-|\n|1|2|").contains("<table>"));
    }

    #[test]
    fn nothing_that_is_written_can_run() {
        for bad in [
            "<script>alert(1)</script>",
            "a <img src=x onerror=alert(1)> b",
            "[x](javascript:alert(1))",
            "[x](JaVaScRiPt:alert(1))",
            "[x](data:text/html;base64,PHN2Zz4=)",
            "![x](https://evil.example/pixel.png)",
            "![x](javascript:alert(1))",
            "<javascript:alert(1)>",
            "[x]\n\n[x]: vbscript:x",
            "# a {onclick=alert(1)}",
            "<a href='https://x' onclick='alert(1)'>x</a>",
            "```<script>\nx\n```",
            "[![i](http://a/b)](javascript:x)",
        ] {
            let shown = html(bad);
            for tag in ["<script", "<img", "<a ", "<iframe", "<svg"] {
                assert!(!shown.contains(tag), "{bad} became {shown}");
            }
        }
    }
}
