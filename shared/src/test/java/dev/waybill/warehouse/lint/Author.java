package dev.waybill.warehouse.lint;

/** Who wrote a text: a person may leave the quotes of a name away, Waybill never does. */
enum Author {
    WAYBILL,
    CONTRACT
}
