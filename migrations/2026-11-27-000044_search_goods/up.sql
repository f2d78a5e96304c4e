-- Returns are found by number, waybill, and by tag, name, serial number and batch of their parts; material transfers by number and
-- waybill. Both by the numbers of their parts, too, which are indexed at the parts.
ALTER TABLE rmas ADD COLUMN search text NOT NULL GENERATED ALWAYS AS (
    lower(number || ' ' || coalesce(carrier, '') || ' ' || coalesce(waybill, ''))) STORED;
CREATE INDEX rmas_search ON rmas USING gin (bigrams(search));
ALTER TABLE rma_lines ADD COLUMN search text NOT NULL GENERATED ALWAYS AS (
    lower(tag || ' ' || name || ' ' || coalesce(old_serial, '') || ' ' || coalesce(batch, ''))) STORED;
CREATE INDEX rma_lines_search ON rma_lines USING gin (bigrams(search));
ALTER TABLE material_transfers ADD COLUMN search text NOT NULL GENERATED ALWAYS AS (
    lower(number || ' ' || coalesce(carrier, '') || ' ' || coalesce(waybill, ''))) STORED;
CREATE INDEX material_transfers_search ON material_transfers USING gin (bigrams(search));
