//! Tests of single functions of the server, here so that the library is compiled once only.

mod attachment_content;
mod cluster;
mod cluster_programs;
mod counts;
mod holidays;
mod http;
mod import_cases;
mod import_columns;
mod import_command;
mod import_read;
mod import_subject;
mod jwt;
mod lists;
mod register_cell;
mod register_columns;
mod register_csv;
mod together;
mod tokens;
mod unit_component;
