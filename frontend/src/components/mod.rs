//! What pages are made of. PatternFly's classes throughout; where patternfly-yew's own component speaks
//! English to screen readers or loses the focus, ours stands in.

pub mod alert;
pub mod async_view;
pub mod button;
pub mod caret;
pub mod clock_preview;
pub mod confirm;
pub mod copy_box;
pub mod draft;
pub mod export;
pub mod facts;
pub mod field;
pub mod filters;
pub mod finder;
pub mod fitting;
pub mod form;
pub mod link;
pub mod list;
pub mod many_select;
pub mod markdown;
pub mod marked;
pub mod menu;
pub mod modal;
pub mod page_head;
pub mod pager;
pub mod popup;
pub mod record_form;
pub mod ribbon;
pub mod search_select;
pub mod settled;
pub mod status_badge;
pub mod table;
pub mod time;
pub mod timeline;
pub mod toast;
pub mod warranty_card;
