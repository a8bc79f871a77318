-- What the newest sheet of a unit has got since it was written whole, with the state of the rules after it: small, and
-- written with each batch, which the sheet of a long day need not be. Null if the sheet is whole.
alter table history_unit add column tail text;
alter table history_unit alter column tail set storage main;
-- Room for the next version of a row on its page.
alter table history_unit set (fillfactor = 50);
