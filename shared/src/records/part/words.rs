//! The words of parts.

text_enums! {
    /// What a part is counted in. Stock is kept in whole ones.
    Measure in "measure" {
        /// One by one.
        Piece = "piece",
        /// Several that belong together.
        Set = "set",
        /// Two that belong together.
        Pair = "pair",
        /// By length.
        Metre = "metre",
        /// By weight.
        Kilogram = "kilogram",
        /// By volume.
        Litre = "litre",
    }

    /// Orders of the list of parts.
    PartSort in "part_sort" {
        /// By number.
        Number = "number",
        /// By name.
        Name = "name",
        /// Newest first.
        CreatedDesc = "-created_at",
    }
}
