//! Text in which the words that were looked for are marked.

use shared::records::search::marks;
use yew::prelude::*;

/// Properties of [`Marked`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The text.
    pub text: String,
    /// The words, in lower case.
    pub words: Vec<String>,
}

/// Text in which words are marked.
#[component]
pub fn Marked(props: &Props) -> Html {
    let (text, mut from, mut parts) = (&props.text, 0, vec![]);
    for mark in marks(text, &props.words) {
        parts.push(html! { { &text[from..mark.start] } });
        parts.push(html! { <mark>{ &text[mark.clone()] }</mark> });
        from = mark.end;
    }
    parts.push(html! { { &text[from..] } });
    html! { <>{ for parts }</> }
}
