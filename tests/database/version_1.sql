BEGIN TRANSACTION;
CREATE TABLE articles (
	id VARCHAR(255) NOT NULL, 
	title TEXT, 
	url TEXT, 
	source TEXT, 
	published TEXT, 
	published_from TEXT, 
	language TEXT, 
	sha256 TEXT, 
	path TEXT, 
	text TEXT, 
	run_id VARCHAR(255) NOT NULL, 
	record_sha256 VARCHAR(64) NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(run_id) REFERENCES runs (id)
);
INSERT INTO "articles" VALUES('path:fc0877b97ebe6477',NULL,NULL,NULL,NULL,NULL,'ru','bb2d80d1ec53b6e8d3cdeb916dd444c9cfe38acb1927e64e16fdaf9ed153f86c','data/own.txt','Вчера глава МИД Монголии Батсух Ганзориг встретился в Дархане с послом Финляндии Ханной Лехтонен. Обсудили поставки ёлочных игрушек 🎄, сообщила пресс-служба министерства.

По словам очевидцев, у ратуши собрались более 20 человек.','e2016d8b91e0edac','d6faaa2530625a5c82d277ecb38b83609ba9148ee43f7602b58ec9a5db363591');
CREATE TABLE claims (
	article_id VARCHAR(255) NOT NULL, 
	position INTEGER NOT NULL, 
	type TEXT, 
	time_from TEXT, 
	time_to TEXT, 
	text TEXT, 
	min INTEGER, 
	max INTEGER, 
	found INTEGER, 
	span_start INTEGER, 
	span_end INTEGER, 
	participants JSON NOT NULL, 
	supported_by JSON NOT NULL, 
	contradicts JSON NOT NULL, 
	PRIMARY KEY (article_id, position), 
	FOREIGN KEY(article_id) REFERENCES articles (id) ON DELETE CASCADE
);
CREATE TABLE conflict_values (
	event_id VARCHAR(255) NOT NULL, 
	"conflict" INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	value JSON, 
	basis TEXT, 
	mention INTEGER, 
	PRIMARY KEY (event_id, "conflict", position), 
	FOREIGN KEY(event_id, "conflict") REFERENCES conflicts (event_id, position) ON DELETE CASCADE
);
CREATE TABLE conflicts (
	event_id VARCHAR(255) NOT NULL, 
	position INTEGER NOT NULL, 
	field TEXT, 
	why TEXT, 
	chosen INTEGER, 
	PRIMARY KEY (event_id, position), 
	FOREIGN KEY(event_id) REFERENCES events (id) ON DELETE CASCADE
);
CREATE TABLE entities (
	article_id VARCHAR(255) NOT NULL, 
	id VARCHAR(255) NOT NULL, 
	type VARCHAR(16) NOT NULL, 
	name TEXT NOT NULL, 
	name_folded TEXT NOT NULL, 
	country TEXT, 
	first TEXT, 
	last TEXT, 
	middle TEXT, 
	kind TEXT, 
	admin1 TEXT, 
	reason TEXT, 
	abbreviation TEXT, 
	geonames INTEGER, 
	lat FLOAT, 
	lon FLOAT, 
	aliases JSON, 
	PRIMARY KEY (article_id, id), 
	FOREIGN KEY(article_id) REFERENCES articles (id) ON DELETE CASCADE
);
INSERT INTO "entities" VALUES('path:fc0877b97ebe6477','e1','place','Монголия','монголия','MN',NULL,NULL,NULL,'country',NULL,'country table',NULL,2029969,46.83,103.07,'null');
INSERT INTO "entities" VALUES('path:fc0877b97ebe6477','e2','person','Батсух Ганзориг','батсух ганзориг','MN','Батсух','Ганзориг',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'null');
INSERT INTO "entities" VALUES('path:fc0877b97ebe6477','e3','place','Дархан','дархан','MN',NULL,NULL,NULL,'city',NULL,'one candidate',NULL,2031964,49.48667,105.92278,'null');
INSERT INTO "entities" VALUES('path:fc0877b97ebe6477','e4','place','Финляндия','финляндия','FI',NULL,NULL,NULL,'country',NULL,'country table',NULL,660013,64.0,26.0,'null');
INSERT INTO "entities" VALUES('path:fc0877b97ebe6477','e5','person','Ханна Лехтонен','ханна лехтонен','FI','Ханна','Лехтонен',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'null');
CREATE TABLE entity_mentions (
	article_id VARCHAR(255) NOT NULL, 
	entity_id VARCHAR(255) NOT NULL, 
	position INTEGER NOT NULL, 
	span_start INTEGER, 
	span_end INTEGER, 
	at INTEGER, 
	text TEXT, 
	form TEXT, 
	PRIMARY KEY (article_id, entity_id, position), 
	FOREIGN KEY(article_id, entity_id) REFERENCES entities (article_id, id) ON DELETE CASCADE
);
INSERT INTO "entity_mentions" VALUES('path:fc0877b97ebe6477','e1',0,16,24,NULL,'Монголии','name');
INSERT INTO "entity_mentions" VALUES('path:fc0877b97ebe6477','e2',0,25,40,NULL,'Батсух Ганзориг','name');
INSERT INTO "entity_mentions" VALUES('path:fc0877b97ebe6477','e2',1,NULL,NULL,98,NULL,'zero');
INSERT INTO "entity_mentions" VALUES('path:fc0877b97ebe6477','e3',0,54,61,NULL,'Дархане','name');
INSERT INTO "entity_mentions" VALUES('path:fc0877b97ebe6477','e4',0,71,80,NULL,'Финляндии','name');
INSERT INTO "entity_mentions" VALUES('path:fc0877b97ebe6477','e5',0,81,96,NULL,'Ханной Лехтонен','name');
INSERT INTO "entity_mentions" VALUES('path:fc0877b97ebe6477','e5',1,NULL,NULL,98,NULL,'zero');
CREATE TABLE event_counts (
	event_id VARCHAR(255) NOT NULL, 
	"key" VARCHAR(255) NOT NULL, 
	value INTEGER, 
	min INTEGER, 
	max INTEGER, 
	approximate BOOLEAN NOT NULL, 
	PRIMARY KEY (event_id, "key"), 
	FOREIGN KEY(event_id) REFERENCES events (id) ON DELETE CASCADE
);
INSERT INTO "event_counts" VALUES('ev_a305f4b11bfcb98d','participants',NULL,20,NULL,0);
CREATE TABLE event_mention_arguments (
	event_id VARCHAR(255) NOT NULL, 
	mention INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	article_id VARCHAR(255) NOT NULL, 
	entity_id VARCHAR(255), 
	time_id VARCHAR(255), 
	slot VARCHAR(16) NOT NULL, 
	role TEXT, 
	form TEXT, 
	text TEXT, 
	span_start INTEGER, 
	span_end INTEGER, 
	PRIMARY KEY (event_id, mention, position), 
	FOREIGN KEY(article_id, entity_id) REFERENCES entities (article_id, id) ON DELETE CASCADE, 
	FOREIGN KEY(event_id, mention) REFERENCES event_mentions (event_id, position) ON DELETE CASCADE, 
	FOREIGN KEY(article_id, time_id) REFERENCES times (article_id, id) ON DELETE CASCADE
);
INSERT INTO "event_mention_arguments" VALUES('ev_c7a163b2e7cd52e3',0,0,'path:fc0877b97ebe6477','e2',NULL,'participant','participant','name',NULL,25,40);
INSERT INTO "event_mention_arguments" VALUES('ev_c7a163b2e7cd52e3',0,1,'path:fc0877b97ebe6477','e5',NULL,'participant','participant','name',NULL,81,96);
INSERT INTO "event_mention_arguments" VALUES('ev_c7a163b2e7cd52e3',0,2,'path:fc0877b97ebe6477','e3',NULL,'place','location',NULL,NULL,54,61);
INSERT INTO "event_mention_arguments" VALUES('ev_c7a163b2e7cd52e3',0,3,'path:fc0877b97ebe6477',NULL,'t1','time',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "event_mention_arguments" VALUES('ev_6cb69a474c652513',0,0,'path:fc0877b97ebe6477','e2',NULL,'participant','participant','zero',NULL,NULL,NULL);
INSERT INTO "event_mention_arguments" VALUES('ev_6cb69a474c652513',0,1,'path:fc0877b97ebe6477','e5',NULL,'participant','participant','zero',NULL,NULL,NULL);
INSERT INTO "event_mention_arguments" VALUES('ev_a305f4b11bfcb98d',0,0,'path:fc0877b97ebe6477',NULL,NULL,'participant','agent','descriptor','более 20 человек',214,230);
CREATE TABLE event_mentions (
	event_id VARCHAR(255) NOT NULL, 
	position INTEGER NOT NULL, 
	trigger_start INTEGER, 
	trigger_end INTEGER, 
	sentence_start INTEGER, 
	sentence_end INTEGER, 
	trigger_text TEXT, 
	trigger_lemma TEXT, 
	block TEXT, 
	PRIMARY KEY (event_id, position), 
	FOREIGN KEY(event_id) REFERENCES events (id) ON DELETE CASCADE
);
INSERT INTO "event_mentions" VALUES('ev_c7a163b2e7cd52e3',0,41,51,0,97,'встретился','встретиться','lead');
INSERT INTO "event_mentions" VALUES('ev_6cb69a474c652513',0,98,106,98,170,'Обсудили','обсудить','lead');
INSERT INTO "event_mentions" VALUES('ev_a305f4b11bfcb98d',0,204,213,174,231,'собрались','собраться','body');
CREATE TABLE event_times (
	event_id VARCHAR(255) NOT NULL, 
	position INTEGER NOT NULL, 
	article_id VARCHAR(255) NOT NULL, 
	time_id VARCHAR(255) NOT NULL, 
	PRIMARY KEY (event_id, position), 
	FOREIGN KEY(article_id, time_id) REFERENCES times (article_id, id) ON DELETE CASCADE, 
	FOREIGN KEY(event_id) REFERENCES events (id) ON DELETE CASCADE
);
CREATE TABLE events (
	id VARCHAR(255) NOT NULL, 
	article_id VARCHAR(255) NOT NULL, 
	position INTEGER, 
	type VARCHAR(32) NOT NULL, 
	kind TEXT, 
	status TEXT, 
	time_from TEXT, 
	time_to TEXT, 
	edtf TEXT, 
	precision TEXT, 
	basis TEXT, 
	time_reason TEXT, 
	approximate BOOLEAN, 
	plover_type TEXT, 
	plover_mode TEXT, 
	plover_contexts JSON, 
	part_of VARCHAR(255), 
	context TEXT, 
	attribution_entity VARCHAR(255), 
	attribution_text TEXT, 
	attribution_start INTEGER, 
	attribution_end INTEGER, 
	confidence FLOAT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(article_id, attribution_entity) REFERENCES entities (article_id, id) ON DELETE CASCADE, 
	FOREIGN KEY(article_id) REFERENCES articles (id) ON DELETE CASCADE, 
	FOREIGN KEY(part_of) REFERENCES events (id) DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO "events" VALUES('ev_c7a163b2e7cd52e3','path:fc0877b97ebe6477',0,'meeting','bilateral','occurred',NULL,NULL,NULL,NULL,NULL,'«Вчера» hangs on the publication date, which is unknown',NULL,'CONSULT',NULL,'["diplomatic"]',NULL,NULL,NULL,NULL,NULL,NULL,0.9);
INSERT INTO "events" VALUES('ev_6cb69a474c652513','path:fc0877b97ebe6477',1,'negotiation',NULL,'occurred',NULL,NULL,NULL,NULL,NULL,'no expression of time',NULL,'CONSULT',NULL,'["diplomatic"]','ev_c7a163b2e7cd52e3',NULL,NULL,'пресс-служба министерства',144,169,0.6);
INSERT INTO "events" VALUES('ev_a305f4b11bfcb98d','path:fc0877b97ebe6477',2,'protest',NULL,'occurred',NULL,NULL,NULL,NULL,NULL,'no expression of time',NULL,NULL,NULL,'null',NULL,NULL,NULL,'очевидцев',184,193,0.5);
CREATE TABLE offices (
	article_id VARCHAR(255) NOT NULL, 
	entity_id VARCHAR(255) NOT NULL, 
	position INTEGER NOT NULL, 
	title TEXT, 
	"of" TEXT, 
	span_start INTEGER, 
	span_end INTEGER, 
	PRIMARY KEY (article_id, entity_id, position), 
	FOREIGN KEY(article_id, entity_id) REFERENCES entities (article_id, id) ON DELETE CASCADE
);
INSERT INTO "offices" VALUES('path:fc0877b97ebe6477','e2',0,'глава МИД','Монголия',6,24);
INSERT INTO "offices" VALUES('path:fc0877b97ebe6477','e5',0,'посол','Финляндия',64,80);
CREATE TABLE participants (
	event_id VARCHAR(255) NOT NULL, 
	position INTEGER NOT NULL, 
	article_id VARCHAR(255) NOT NULL, 
	entity_id VARCHAR(255), 
	name TEXT, 
	text TEXT, 
	role TEXT, 
	office TEXT, 
	country TEXT, 
	count INTEGER, 
	PRIMARY KEY (event_id, position), 
	FOREIGN KEY(article_id, entity_id) REFERENCES entities (article_id, id) ON DELETE CASCADE, 
	FOREIGN KEY(event_id) REFERENCES events (id) ON DELETE CASCADE
);
INSERT INTO "participants" VALUES('ev_c7a163b2e7cd52e3',0,'path:fc0877b97ebe6477','e2','Батсух Ганзориг','Батсух Ганзориг','participant','глава МИД','MN',NULL);
INSERT INTO "participants" VALUES('ev_c7a163b2e7cd52e3',1,'path:fc0877b97ebe6477','e5','Ханна Лехтонен','Ханной Лехтонен','participant','посол','FI',NULL);
INSERT INTO "participants" VALUES('ev_6cb69a474c652513',0,'path:fc0877b97ebe6477','e2','Батсух Ганзориг','Батсух Ганзориг','participant','глава МИД','MN',NULL);
INSERT INTO "participants" VALUES('ev_6cb69a474c652513',1,'path:fc0877b97ebe6477','e5','Ханна Лехтонен','Ханной Лехтонен','participant','посол','FI',NULL);
INSERT INTO "participants" VALUES('ev_a305f4b11bfcb98d',0,'path:fc0877b97ebe6477',NULL,NULL,'более 20 человек','agent',NULL,NULL,20);
CREATE TABLE places (
	event_id VARCHAR(255) NOT NULL, 
	position INTEGER NOT NULL, 
	article_id VARCHAR(255) NOT NULL, 
	entity_id VARCHAR(255), 
	name TEXT, 
	role TEXT, 
	country TEXT, 
	geonames INTEGER, 
	lat FLOAT, 
	lon FLOAT, 
	PRIMARY KEY (event_id, position), 
	FOREIGN KEY(article_id, entity_id) REFERENCES entities (article_id, id) ON DELETE CASCADE, 
	FOREIGN KEY(event_id) REFERENCES events (id) ON DELETE CASCADE
);
INSERT INTO "places" VALUES('ev_c7a163b2e7cd52e3',0,'path:fc0877b97ebe6477','e3','Дархан','location','MN',2031964,49.48667,105.92278);
CREATE TABLE runs (
	id VARCHAR(255) NOT NULL, 
	version TEXT, 
	model TEXT, 
	settings TEXT, 
	PRIMARY KEY (id)
);
INSERT INTO "runs" VALUES('e2016d8b91e0edac','example','by hand','-');
CREATE TABLE schema_version (
	version INTEGER NOT NULL, 
	PRIMARY KEY (version)
);
INSERT INTO "schema_version" VALUES(1);
CREATE TABLE times (
	article_id VARCHAR(255) NOT NULL, 
	id VARCHAR(255) NOT NULL, 
	span_start INTEGER, 
	span_end INTEGER, 
	text TEXT, 
	time_from TEXT, 
	time_to TEXT, 
	edtf TEXT, 
	precision TEXT, 
	kind TEXT, 
	basis TEXT, 
	reason TEXT, 
	approximate BOOLEAN NOT NULL, 
	anchor VARCHAR(255), 
	PRIMARY KEY (article_id, id), 
	FOREIGN KEY(article_id, anchor) REFERENCES times (article_id, id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(article_id) REFERENCES articles (id) ON DELETE CASCADE
);
INSERT INTO "times" VALUES('path:fc0877b97ebe6477','t1',0,5,'Вчера',NULL,NULL,NULL,'day','date',NULL,'no publication date',0,NULL);
CREATE TABLE warnings (
	article_id VARCHAR(255) NOT NULL, 
	position INTEGER NOT NULL, 
	code TEXT, 
	message TEXT, 
	span_start INTEGER, 
	span_end INTEGER, 
	PRIMARY KEY (article_id, position), 
	FOREIGN KEY(article_id) REFERENCES articles (id) ON DELETE CASCADE
);
INSERT INTO "warnings" VALUES('path:fc0877b97ebe6477',0,'no-publication-date','nothing says when the article appeared',NULL,NULL);
CREATE INDEX entities_name_folded ON entities (name_folded);
CREATE INDEX events_time_from ON events (time_from);
CREATE INDEX ix_events_article_id ON events (article_id);
CREATE INDEX ix_events_type ON events (type);
CREATE VIEW event_flat AS
SELECT e.id AS event_id, e.article_id, a.title, a.url, a.source, a.published,
       e.type, e.kind, e.status, e.time_from, e.time_to, e.edtf, e.precision,
       (SELECT group_concat(name, '; ') FROM (SELECT COALESCE(p.name, p.text) AS name FROM participants p
                              WHERE p.event_id = e.id ORDER BY p.position) AS ordered) AS who,
       (SELECT group_concat(name, '; ') FROM (SELECT p.name AS name FROM places p
                              WHERE p.event_id = e.id ORDER BY p.position) AS ordered) AS place,
       e.context, e.part_of, e.confidence
FROM events e JOIN articles a ON a.id = e.article_id
WHERE e.type <> 'other';
CREATE VIEW event_flat_with_other AS
SELECT e.id AS event_id, e.article_id, a.title, a.url, a.source, a.published,
       e.type, e.kind, e.status, e.time_from, e.time_to, e.edtf, e.precision,
       (SELECT group_concat(name, '; ') FROM (SELECT COALESCE(p.name, p.text) AS name FROM participants p
                              WHERE p.event_id = e.id ORDER BY p.position) AS ordered) AS who,
       (SELECT group_concat(name, '; ') FROM (SELECT p.name AS name FROM places p
                              WHERE p.event_id = e.id ORDER BY p.position) AS ordered) AS place,
       e.context, e.part_of, e.confidence
FROM events e JOIN articles a ON a.id = e.article_id;
COMMIT;
