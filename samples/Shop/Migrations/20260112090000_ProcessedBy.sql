-- Which worker processed an order. Expand only: the column is nullable and has no default, so the version before, which does not
-- know it, goes on reading and writing orders while both versions run.
ALTER TABLE orders ADD COLUMN processed_by character varying(100);
