//! Choosing several records, one after the other, by typing a part of a name.

use crate::components::button::{Button, Kind};
use crate::components::finder::{Finder, Found};
use crate::components::form::{Form, Values, put};
use crate::components::search_select::{SearchSelect, words};
use crate::i18n::use_locale;
use patternfly_yew::prelude::Icon;
use yew::prelude::*;

/// Where the form keeps what is being typed.
fn picker(name: &str) -> String {
    format!("{name}+")
}

/// Puts what is chosen into a form: ids under the name, their words, and room to type.
pub fn put_many(values: &mut Values, name: &str, chosen: &[(String, String)]) {
    let join =
        |part: fn(&(String, String)) -> &str, by: &str| chosen.iter().map(part).collect::<Vec<_>>().join(by);
    put(values, name, Some(join(|c| &c.0, ",")));
    put(values, &words(name), Some(join(|c| &c.1, "\n")));
    put(values, &picker(name), None::<String>);
    put(values, &words(&picker(name)), None::<String>);
}

/// What is chosen: ids with their words.
pub fn chosen(values: &Values, name: &str) -> Vec<(String, String)> {
    let get = |name: &str| values.get(name).map_or("", String::as_str);
    let labels = get(&words(name));
    let mut labels = labels.split('\n');
    let ids = get(name).split(',').filter(|id| !id.is_empty());
    ids.map(|id| (id.to_owned(), labels.next().filter(|l| !l.is_empty()).unwrap_or(id).to_owned())).collect()
}

/// Properties of [`ManySelect`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The form it belongs to.
    pub form: Form,
    /// Its name; the form keeps the ids under it, separated by commas.
    pub name: AttrValue,
    /// Its label.
    pub label: AttrValue,
    /// A word of help.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// What is looked through.
    pub finder: Finder,
}

/// A box to choose from what is found, and what was chosen so far.
#[component]
pub fn ManySelect(props: &Props) -> Html {
    let l = use_locale();
    let now = chosen(&props.form.values, &props.name);
    let store = {
        let (form, name) = (props.form.clone(), props.name.clone());
        move |chosen: &[(String, String)]| {
            let mut values = Values::new();
            put_many(&mut values, &name, chosen);
            for (name, value) in values {
                form.set(&name, value);
            }
        }
    };
    let onpick = {
        let (store, now) = (store.clone(), now.clone());
        Callback::from(move |found: Option<Found>| {
            let Some(found) = found else { return };
            let mut chosen = now.clone();
            if !chosen.iter().any(|(id, _)| *id == found.id) {
                chosen.push((found.id, found.label));
            }
            store(&chosen);
        })
    };
    let list = now.iter().map(|(id, label)| {
        let (store, now, id) = (store.clone(), now.clone(), id.clone());
        let key = id.clone();
        let onclick = Callback::from(move |()| {
            let rest: Vec<_> = now.iter().filter(|(other, _)| *other != id).cloned().collect();
            store(&rest);
        });
        html! {
            <li {key}>
                <span>{ label }</span>
                <Button label={t!(l, "page-clear-choice", field = label.as_str())} kind={Kind::Plain} small=true icon={Icon::Times} {onclick} />
            </li>
        }
    });
    html! {
        <div>
            <SearchSelect
                form={props.form.clone()}
                name={picker(&props.name)}
                label={props.label.clone()}
                hint={props.hint.clone()}
                finder={props.finder.clone()}
                {onpick}
            />
            if !now.is_empty() {
                <ul class="sb-picked" role="list" aria-label={props.label.clone()}>{ for list }</ul>
            }
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_chosen_is_read_back_with_its_words() {
        let mut values = Values::new();
        let people = [("1".to_owned(), "王芳, 客服".to_owned()), ("2".to_owned(), "李强".to_owned())];
        put_many(&mut values, "mentions", &people);
        assert_eq!(chosen(&values, "mentions"), people);
        assert_eq!(chosen(&Values::new(), "mentions"), []);
        put(&mut values, "mentions#", None::<String>);
        assert_eq!(chosen(&values, "mentions")[0].1, "1");
    }
}
