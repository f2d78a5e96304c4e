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

/// A heading below those of the page: its own name is the first, that of the part the second.
fn below(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 => HeadingLevel::H3,
        HeadingLevel::H2 => HeadingLevel::H4,
        HeadingLevel::H3 => HeadingLevel::H5,
        HeadingLevel::H4 | HeadingLevel::H5 | HeadingLevel::H6 => HeadingLevel::H6,
    }
}

fn harmless<'a>(event: Event<'a>, links: &mut Vec<bool>) -> Vec<Event<'a>> {
    match event {
        Event::Html(raw) | Event::InlineHtml(raw) => vec![Event::Text(raw)],
        Event::Start(Tag::HtmlBlock) => vec![Event::Start(Tag::Paragraph)],
        Event::End(TagEnd::HtmlBlock) => vec![Event::End(TagEnd::Paragraph)],
        Event::Start(Tag::Heading { level, .. }) => {
            let tag = Tag::Heading { level: below(level), id: None, classes: vec![], attrs: vec![] };
            vec![Event::Start(tag)]
        }
        Event::End(TagEnd::Heading(level)) => vec![Event::End(TagEnd::Heading(below(level)))],
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
    let mut links = vec![];
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let events = Parser::new_ext(text, options).flat_map(|event| harmless(event, &mut links));
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
