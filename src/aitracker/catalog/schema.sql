-- The index of one registry at one content. Dates are ISO days; names and texts are JSON: a string, or an object by language.

create table registry (            -- one row: what the registry says of itself
  title text, jurisdiction text, languages text not null, license text,
  broken text not null,            -- JSON array: ids of records left out because of an error of form
  unread integer not null,         -- files that could not be read at all
  problem text,                    -- the first error, as one line
  errors integer not null,         -- how many there are in all
  horizon text,                    -- the newest day on which a source surely had appeared; null where none is dated
  text_language text               -- the language of texts that do not say theirs
);

create table record (
  n integer primary key,           -- order of the files
  id text not null unique,
  collection text not null,
  kind text,
  name text not null,
  evidence text,                   -- of its core: unsourced, single-source, corroborated or contested; null for sources
  publishers integer,              -- how many different ones vouch for its core
  official integer,                -- 1 where one of those is official
  sources text not null,           -- JSON array: every source cited, except for rival accounts
  organizations text not null,     -- JSON array: ids of those who lead, take part, organize or sign
  newest text,                     -- publication date of the newest source
  facts integer not null,          -- how many facts it holds, itself among them,
  sourced integer not null,        -- how many of these have a source,
  rivals integer not null,         -- how many rival accounts there are, and how many of these against a fact left undecided
  undecided integer not null,
  summary text,                    -- JSON
  place text,                      -- JSON: of an event
  url text,                        -- of a source its own, else of its first source
  data text not null               -- the whole record in its normal form, as JSON
);
create index record_collection on record (collection, n);
create index record_id on record (n, id);

create table fact (                -- what a record says, piece by piece, in the order in which people read it
  record text not null,
  n integer not null,              -- order of reading within the record, from 0
  path text not null,              -- where it stands in the record: history.0.people.signed.1; empty for the record as a whole
  key text not null,               -- the field of the record it belongs to: lead, history, figures...; empty for the whole
  item text,                       -- what kind of item it is: party, mention, entry...; null for a plain value
  value text,                      -- JSON: what it says; null where only others say something
  sources text,                    -- JSON array: who says so; null where nobody has to
  rivals text,                     -- JSON array of rival accounts, each with its sources; null where there are none
  undecided integer not null,      -- 1 where the registry leaves open who is right
  note text,                       -- JSON
  search text,                     -- the column of words that holds its texts
  first text,                      -- the day from which it may be so; null for as long as the record
  last text,                       -- and from which it surely is
  primary key (record, n)
) without rowid;
create index fact_rivals on fact (record) where rivals is not null;

create table field (               -- the fields a record or an item may have
  collection text not null,        -- of which records; empty for the fields of items
  key text not null,
  label text not null,             -- what stands before it
  meaning text not null,
  reads text                       -- how it is searched: as text, or by the names of the id there (id); null where it is not
);

create table entry (               -- dated steps: history entries, events themselves and the publication of sources (position null)
  record text not null,
  n integer not null,              -- order in time within the record, from 0; -1 for the announcement of an event
  position integer,                -- place in the written history, from 0
  date text not null,              -- as written; ../DAY (seen by then) where only a source dates it
  grain integer not null,          -- 0 a year, 1 a month, 2 a day
  first text not null,             -- the days between which it began
  last text not null,
  status text,
  status_first text,               -- the days between which its status begins to hold (an event is held from its end);
  status_last text,                -- from "" on, and without a status, for the publication of a source
  open integer not null,           -- 1 where something is still expected of a record of this kind in this status
  delivers integer not null,       -- 1 where this status shows that something came of what the record carries out
  summary text,
  place text,
  at text,                         -- the event at which it happened
  sources text not null,           -- JSON array
  change text,                     -- of what changes without a step: put-off, brought-forward, revised, applies, expires
  contested integer not null,      -- 1 where others say otherwise, 2 where they do so in prose, which may be about all of it
  primary key (record, n)
) without rowid;
create index entry_first on entry (first, grain);

create table link (                -- who and what a record names
  record text not null,
  entry integer,                   -- n of the entry it stands in, or follows from; null for the record as a whole
  role text not null,              -- lead, partner, party, each-with, organizer, patron; a role of people; a relation; holds; cites; tag; formerly
  target text,                     -- the id named
  name text,                       -- or the plain name
  body text,                       -- for people: id of the organization they stood for; an organization that acts stands for itself
  body_name text,                  -- or its plain name
  title text,                      -- for people: their title then
  first text, sure_first text,     -- for offices (holds): the days from which it may be held, and surely is,
  sure_last text, last text,       -- and until which it surely is, and may be; null where nobody knows
  inferred integer not null,       -- 1 for a relation that no source states
  part text,                       -- of a party: the part it signed or took on, where that is not the whole
  unnamed integer not null,        -- 1 where the plain name only describes somebody whom no source names
  contested integer not null       -- 1 where others say otherwise
);
create index link_record on link (record, role);
create index link_target on link (target, role);
create index link_role on link (role);
create index link_body on link (body) where body is not null;

create table promise (             -- milestones, aims and dates of application, version by version, with the days their state depends on
  record text not null,
  kind text not null,              -- milestone, aim or application
  position integer not null,       -- place among the milestones, the figures or the dates of application of the record
  name text not null,              -- the milestone, the metric, or the part that applies
  text text not null,
  date text not null,              -- for when, as written; empty where there is only a condition
  known text,                      -- from when it may have been set
  replaced text,                   -- from when a later version is in force
  first text not null,             -- the date of the first version, as written
  slips integer not null,          -- how often it had been put off since
  slipped integer,                 -- by how many days in all; null without a last day
  due text,                        -- its last day; null for an open end, which is never due
  grace text,                      -- where the date is about, the last day of one more period; else the same
  met text, met_last text,         -- from when that may be so, and from when it surely is
  measured text, measured_last text,   -- the same of a result that cannot be compared with the aim
  ended text, ended_last text,
  starts text, starts_last text,   -- from when it applies
  stops text,                      -- the last day on which it does
  late integer,                    -- days, at least, by which it was met too late; null where it was not
  sources text not null,           -- JSON array
  note text,                       -- JSON: what a reader should know besides
  contested integer not null,      -- 1 where others say otherwise
  primary key (record, kind, position)
) without rowid;

create table outcome (             -- what was measured of an aim, and how it compares
  record text not null,
  aim integer not null,            -- places of both among the figures of the record
  position integer not null,
  value text not null,             -- the result as written
  date text not null,
  outcome text,                    -- met, short or exceeded; null where the units differ
  gap text,                        -- by how much, written as a value
  first text, last text,           -- the days of the measurement
  primary key (record, aim, position)
) without rowid;

create table figure (              -- every figure as numbers
  record text not null,
  position integer not null,       -- place among the figures of the record
  metric text not null,
  part text,                       -- the part of the record it is about
  whole text,                      -- the metric of which this amount is a part
  value text not null,             -- as written
  low numeric not null,            -- the numbers between which it lies; no high one for "at least"
  high numeric,
  unit text,
  type text,                       -- aim or result; null for a property
  date text,                       -- the deadline, or the day of the measurement, as written
  first text, last text,           -- the days between which that lies
  stage text,                      -- of money: announced, committed or spent
  payer text, payer_name text,     -- who pays: an id, or a plain name
  said text, baseline text,
  known text,                      -- from when it may be known; null for as long as the record is
  sources text not null,           -- JSON array
  contested integer not null,      -- 1 where others say otherwise
  primary key (record, position)
) without rowid;

create table result (              -- measured figures, with the days of the measurement
  record text not null,
  position integer not null,       -- place among the figures of the record
  metric text not null,
  value text not null,
  date text not null,
  first text, last text,
  primary key (record, position)
) without rowid;

create virtual table words using fts5 (   -- folded words of the record whose n is the rowid; they can be looked for, not read
  name, aliases, summary, history, objectives, figures, people, rivals, kind, content = '',
  tokenize = "unicode61 remove_diacritics 0"
);
