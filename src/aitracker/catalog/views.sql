-- What depends on the day asked. Made for every connection, over the one row of `clock`.

create temp table clock (day text not null);

create temp view state as           -- the status of every record that has one, and the entry it rests on
select r.id, e.n as entry, e.status, e.date as since, e.status_last <= c.day as certain, e.sources
from record r
join clock c
join entry e on e.record = r.id and e.n = (
  select n from entry where record = r.id and status is not null and status_first <= c.day order by n desc limit 1
);

create temp view begun as           -- records that exist on the day; what has no history always does
select r.id from record r join clock c
where r.collection in ('organizations', 'people', 'sources')
or exists (select 1 from entry where record = r.id and first <= c.day);

create temp view promised as       -- what had been promised by the day, and its state then
select p.*, case
  when p.met <= c.day then 'met'
  when p.measured <= c.day then 'measured'
  when p.ended <= c.day then 'ended'
  when p.grace < c.day then 'overdue'
  when p.due < c.day then 'maybe-overdue'
  when p.due <= date(c.day, '+90 days') then 'soon'
  else 'open'
end as state, cast(julianday(p.due) - julianday(c.day) as integer) as days
from clock c join promise p on coalesce(p.known, '') <= c.day;

create temp view happened as        -- the steps that may have been taken by the day
select r.n as record_n, r.collection, r.name, e.*, e.last <= c.day as certain,
  case when e.status_first <= c.day then e.status end as status_then
from clock c join entry e on e.first <= c.day join record r on r.id = e.record;
