SELECT pg_catalog.set_config('search_path', '', false);
CREATE FUNCTION public.own_dialogue_agenda_feedreading_invitation_id_i() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW."dialogue_id" <> (SELECT "dialogue_id" FROM "participants_invitation" WHERE "id" = NEW."invitation_id") THEN RAISE EXCEPTION 'own_dialogue_agenda_feedreading_invitation_id_i: the row belongs to another dialogue' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.own_dialogue_agenda_feedreading_invitation_id_u() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW."dialogue_id" <> (SELECT "dialogue_id" FROM "participants_invitation" WHERE "id" = NEW."invitation_id") THEN RAISE EXCEPTION 'own_dialogue_agenda_feedreading_invitation_id_u: the row belongs to another dialogue' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.own_dialogue_agenda_release_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW.dialogue_id <> OLD.dialogue_id THEN RAISE EXCEPTION 'own_dialogue_agenda_release_stays: the row stays with its dialogue' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.own_dialogue_agenda_room_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW.dialogue_id <> OLD.dialogue_id THEN RAISE EXCEPTION 'own_dialogue_agenda_room_stays: the row stays with its dialogue' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.own_dialogue_agenda_seenrelease_release_id_i() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT "dialogue_id" FROM "participants_invitation" WHERE "id" = NEW."invitation_id") <> (SELECT "dialogue_id" FROM "agenda_release" WHERE "id" = NEW."release_id") THEN RAISE EXCEPTION 'own_dialogue_agenda_seenrelease_release_id_i: the row belongs to another dialogue' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.own_dialogue_agenda_seenrelease_release_id_u() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT "dialogue_id" FROM "participants_invitation" WHERE "id" = NEW."invitation_id") <> (SELECT "dialogue_id" FROM "agenda_release" WHERE "id" = NEW."release_id") THEN RAISE EXCEPTION 'own_dialogue_agenda_seenrelease_release_id_u: the row belongs to another dialogue' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.own_dialogue_agenda_session_room_id_i() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW."dialogue_id" <> (SELECT "dialogue_id" FROM "agenda_room" WHERE "id" = NEW."room_id") THEN RAISE EXCEPTION 'own_dialogue_agenda_session_room_id_i: the row belongs to another dialogue' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.own_dialogue_agenda_session_room_id_u() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW."dialogue_id" <> (SELECT "dialogue_id" FROM "agenda_room" WHERE "id" = NEW."room_id") THEN RAISE EXCEPTION 'own_dialogue_agenda_session_room_id_u: the row belongs to another dialogue' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.own_dialogue_agenda_session_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW.dialogue_id <> OLD.dialogue_id THEN RAISE EXCEPTION 'own_dialogue_agenda_session_stays: the row stays with its dialogue' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.own_dialogue_agenda_session_topics_topic_id_i() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT "dialogue_id" FROM "agenda_session" WHERE "id" = NEW."session_id") <> (SELECT "dialogue_id" FROM "agenda_topic" WHERE "id" = NEW."topic_id") THEN RAISE EXCEPTION 'own_dialogue_agenda_session_topics_topic_id_i: the row belongs to another dialogue' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.own_dialogue_agenda_session_topics_topic_id_u() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT "dialogue_id" FROM "agenda_session" WHERE "id" = NEW."session_id") <> (SELECT "dialogue_id" FROM "agenda_topic" WHERE "id" = NEW."topic_id") THEN RAISE EXCEPTION 'own_dialogue_agenda_session_topics_topic_id_u: the row belongs to another dialogue' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.own_dialogue_agenda_sessionnote_on_record_id_i() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT "dialogue_id" FROM "agenda_session" WHERE "id" = NEW."session_id") <> (SELECT "dialogue_id" FROM "agenda_session" WHERE "on_record_key" = NEW."on_record_id") THEN RAISE EXCEPTION 'own_dialogue_agenda_sessionnote_on_record_id_i: the row belongs to another dialogue' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.own_dialogue_agenda_sessionnote_on_record_id_u() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT "dialogue_id" FROM "agenda_session" WHERE "id" = NEW."session_id") <> (SELECT "dialogue_id" FROM "agenda_session" WHERE "on_record_key" = NEW."on_record_id") THEN RAISE EXCEPTION 'own_dialogue_agenda_sessionnote_on_record_id_u: the row belongs to another dialogue' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.own_dialogue_agenda_sessionnote_topics_sessionnote_id_i() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT "dialogue_id" FROM "agenda_topic" WHERE "id" = NEW."topic_id") <> (SELECT "dialogue_id" FROM "agenda_session" WHERE "id" = (SELECT "session_id" FROM "agenda_sessionnote" WHERE "id" = NEW."sessionnote_id")) THEN RAISE EXCEPTION 'own_dialogue_agenda_sessionnote_topics_sessionnote_id_i: the row belongs to another dialogue' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.own_dialogue_agenda_sessionnote_topics_sessionnote_id_u() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT "dialogue_id" FROM "agenda_topic" WHERE "id" = NEW."topic_id") <> (SELECT "dialogue_id" FROM "agenda_session" WHERE "id" = (SELECT "session_id" FROM "agenda_sessionnote" WHERE "id" = NEW."sessionnote_id")) THEN RAISE EXCEPTION 'own_dialogue_agenda_sessionnote_topics_sessionnote_id_u: the row belongs to another dialogue' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.own_dialogue_agenda_topic_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW.dialogue_id <> OLD.dialogue_id THEN RAISE EXCEPTION 'own_dialogue_agenda_topic_stays: the row stays with its dialogue' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.own_dialogue_mail_outgoingmail_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW.dialogue_id <> OLD.dialogue_id THEN RAISE EXCEPTION 'own_dialogue_mail_outgoingmail_stays: the row stays with its dialogue' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.own_dialogue_mail_outgoingmail_wave_id_i() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW."dialogue_id" <> (SELECT "dialogue_id" FROM "mail_wave" WHERE "id" = NEW."wave_id") THEN RAISE EXCEPTION 'own_dialogue_mail_outgoingmail_wave_id_i: the row belongs to another dialogue' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.own_dialogue_mail_outgoingmail_wave_id_u() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW."dialogue_id" <> (SELECT "dialogue_id" FROM "mail_wave" WHERE "id" = NEW."wave_id") THEN RAISE EXCEPTION 'own_dialogue_mail_outgoingmail_wave_id_u: the row belongs to another dialogue' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.own_dialogue_mail_wave_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW.dialogue_id <> OLD.dialogue_id THEN RAISE EXCEPTION 'own_dialogue_mail_wave_stays: the row stays with its dialogue' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.own_dialogue_participants_category_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW.dialogue_id <> OLD.dialogue_id THEN RAISE EXCEPTION 'own_dialogue_participants_category_stays: the row stays with its dialogue' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.own_dialogue_participants_delegation_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW.dialogue_id <> OLD.dialogue_id THEN RAISE EXCEPTION 'own_dialogue_participants_delegation_stays: the row stays with its dialogue' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.own_dialogue_participants_invitation_category_id_i() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW."dialogue_id" <> (SELECT "dialogue_id" FROM "participants_category" WHERE "id" = NEW."category_id") THEN RAISE EXCEPTION 'own_dialogue_participants_invitation_category_id_i: the row belongs to another dialogue' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.own_dialogue_participants_invitation_category_id_u() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW."dialogue_id" <> (SELECT "dialogue_id" FROM "participants_category" WHERE "id" = NEW."category_id") THEN RAISE EXCEPTION 'own_dialogue_participants_invitation_category_id_u: the row belongs to another dialogue' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.own_dialogue_participants_invitation_delegation_id_i() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW."dialogue_id" <> (SELECT "dialogue_id" FROM "participants_delegation" WHERE "id" = NEW."delegation_id") THEN RAISE EXCEPTION 'own_dialogue_participants_invitation_delegation_id_i: the row belongs to another dialogue' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.own_dialogue_participants_invitation_delegation_id_u() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW."dialogue_id" <> (SELECT "dialogue_id" FROM "participants_delegation" WHERE "id" = NEW."delegation_id") THEN RAISE EXCEPTION 'own_dialogue_participants_invitation_delegation_id_u: the row belongs to another dialogue' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.own_dialogue_participants_invitation_mails_outgoingmail_id_i() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT "dialogue_id" FROM "participants_invitation" WHERE "id" = NEW."invitation_id") <> (SELECT "dialogue_id" FROM "mail_outgoingmail" WHERE "id" = NEW."outgoingmail_id") THEN RAISE EXCEPTION 'own_dialogue_participants_invitation_mails_outgoingmail_id_i: the row belongs to another dialogue' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.own_dialogue_participants_invitation_mails_outgoingmail_id_u() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT "dialogue_id" FROM "participants_invitation" WHERE "id" = NEW."invitation_id") <> (SELECT "dialogue_id" FROM "mail_outgoingmail" WHERE "id" = NEW."outgoingmail_id") THEN RAISE EXCEPTION 'own_dialogue_participants_invitation_mails_outgoingmail_id_u: the row belongs to another dialogue' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.own_dialogue_participants_invitation_replaces_id_i() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW."dialogue_id" <> (SELECT "dialogue_id" FROM "participants_invitation" WHERE "id" = NEW."replaces_id") THEN RAISE EXCEPTION 'own_dialogue_participants_invitation_replaces_id_i: the row belongs to another dialogue' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.own_dialogue_participants_invitation_replaces_id_u() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW."dialogue_id" <> (SELECT "dialogue_id" FROM "participants_invitation" WHERE "id" = NEW."replaces_id") THEN RAISE EXCEPTION 'own_dialogue_participants_invitation_replaces_id_u: the row belongs to another dialogue' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.own_dialogue_participants_invitation_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW.dialogue_id <> OLD.dialogue_id THEN RAISE EXCEPTION 'own_dialogue_participants_invitation_stays: the row stays with its dialogue' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.own_dialogue_participants_reminder_mail_id_i() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT "dialogue_id" FROM "participants_invitation" WHERE "id" = NEW."invitation_id") <> (SELECT "dialogue_id" FROM "mail_outgoingmail" WHERE "id" = NEW."mail_id") THEN RAISE EXCEPTION 'own_dialogue_participants_reminder_mail_id_i: the row belongs to another dialogue' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.own_dialogue_participants_reminder_mail_id_u() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT "dialogue_id" FROM "participants_invitation" WHERE "id" = NEW."invitation_id") <> (SELECT "dialogue_id" FROM "mail_outgoingmail" WHERE "id" = NEW."mail_id") THEN RAISE EXCEPTION 'own_dialogue_participants_reminder_mail_id_u: the row belongs to another dialogue' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.own_dialogue_participants_reminder_rule_id_i() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT "dialogue_id" FROM "participants_invitation" WHERE "id" = NEW."invitation_id") <> (SELECT "dialogue_id" FROM "participants_reminderrule" WHERE "id" = NEW."rule_id") THEN RAISE EXCEPTION 'own_dialogue_participants_reminder_rule_id_i: the row belongs to another dialogue' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.own_dialogue_participants_reminder_rule_id_u() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT "dialogue_id" FROM "participants_invitation" WHERE "id" = NEW."invitation_id") <> (SELECT "dialogue_id" FROM "participants_reminderrule" WHERE "id" = NEW."rule_id") THEN RAISE EXCEPTION 'own_dialogue_participants_reminder_rule_id_u: the row belongs to another dialogue' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.own_dialogue_participants_reminderrule_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW.dialogue_id <> OLD.dialogue_id THEN RAISE EXCEPTION 'own_dialogue_participants_reminderrule_stays: the row stays with its dialogue' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$;
CREATE TABLE public.account_emailaddress (
    id integer NOT NULL,
    email character varying(254) NOT NULL,
    verified boolean NOT NULL,
    "primary" boolean NOT NULL,
    user_id integer NOT NULL
);
ALTER TABLE public.account_emailaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.account_emailconfirmation (
    id integer NOT NULL,
    created timestamp with time zone NOT NULL,
    sent timestamp with time zone,
    key character varying(64) NOT NULL,
    email_address_id integer NOT NULL
);
ALTER TABLE public.account_emailconfirmation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailconfirmation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.agenda_acceptedconflict (
    id bigint NOT NULL,
    kind character varying(30) NOT NULL,
    fingerprint character varying(64) NOT NULL,
    reason character varying(500) NOT NULL,
    accepted_by character varying(200) NOT NULL,
    accepted_at timestamp with time zone NOT NULL,
    dialogue_id bigint NOT NULL,
    CONSTRAINT conflict_is_accepted_with_a_reason CHECK ((NOT ((reason)::text = ''::text)))
);
ALTER TABLE public.agenda_acceptedconflict ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_acceptedconflict_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.agenda_dismissal (
    id bigint NOT NULL,
    fingerprint character varying(64) NOT NULL,
    text text NOT NULL,
    dismissed_at timestamp with time zone NOT NULL,
    dismissed_by_id integer,
    topic_id bigint NOT NULL
);
ALTER TABLE public.agenda_dismissal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_dismissal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.agenda_documentupload (
    id bigint NOT NULL,
    filename character varying(255) NOT NULL,
    media_type character varying(100) NOT NULL,
    content bytea NOT NULL,
    paragraphs jsonb NOT NULL,
    uploaded_at timestamp with time zone NOT NULL,
    user_id integer NOT NULL,
    document_id bigint NOT NULL
);
ALTER TABLE public.agenda_documentupload ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_documentupload_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.agenda_documentversion (
    id bigint NOT NULL,
    filename character varying(255) NOT NULL,
    media_type character varying(100) NOT NULL,
    sha256 character varying(64) NOT NULL,
    content bytea NOT NULL,
    paragraphs jsonb NOT NULL,
    imported_at timestamp with time zone NOT NULL,
    replaced_at timestamp with time zone NOT NULL,
    replaced_by_id integer,
    document_id bigint NOT NULL,
    CONSTRAINT document_version_has_its_hash CHECK ((NOT ((sha256)::text = ''::text)))
);
ALTER TABLE public.agenda_documentversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_documentversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.agenda_feedreading (
    id bigint NOT NULL,
    feed character varying(20) NOT NULL,
    slug character varying(50) NOT NULL,
    client character varying(20) NOT NULL,
    key character varying(15) NOT NULL,
    fetched_at timestamp with time zone NOT NULL,
    version_at timestamp with time zone NOT NULL,
    dialogue_id bigint NOT NULL,
    invitation_id bigint,
    CONSTRAINT feedreading_client_is_known CHECK (((client)::text = ANY ((ARRAY['google'::character varying, 'apple'::character varying, 'outlook'::character varying, 'thunderbird'::character varying, 'other'::character varying])::text[]))),
    CONSTRAINT feedreading_feed_is_known CHECK (((feed)::text = ANY ((ARRAY['whole'::character varying, 'topic'::character varying, 'session'::character varying, 'personal'::character varying, 'organisers'::character varying])::text[]))),
    CONSTRAINT personal_reading_has_its_delegate CHECK (((((feed)::text = 'personal'::text) AND (invitation_id IS NOT NULL)) OR ((NOT ((feed)::text = 'personal'::text)) AND (invitation_id IS NULL))))
);
ALTER TABLE public.agenda_feedreading ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_feedreading_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.agenda_historicalsession (
    id bigint NOT NULL,
    slug character varying(50) NOT NULL,
    kind character varying(20) NOT NULL,
    title character varying(200) NOT NULL,
    title_en character varying(200),
    title_vi character varying(200),
    description text NOT NULL,
    description_en text,
    description_vi text,
    questions text NOT NULL,
    questions_en text,
    questions_vi text,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    attribution character varying(20) NOT NULL,
    audience character varying(20) NOT NULL,
    is_cancelled boolean NOT NULL,
    uid uuid NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    history_id integer NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    dialogue_id bigint,
    history_user_id integer,
    room_id bigint
);
ALTER TABLE public.agenda_historicalsession ALTER COLUMN history_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_historicalsession_history_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.agenda_historicalsessionnote (
    id bigint NOT NULL,
    "position" integer NOT NULL,
    language character varying(8) NOT NULL,
    text text NOT NULL,
    written_at timestamp with time zone NOT NULL,
    history_id integer NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    history_user_id integer,
    written_by_id integer,
    session_id bigint,
    CONSTRAINT agenda_historicalsessionnote_position_check CHECK (("position" >= 0))
);
ALTER TABLE public.agenda_historicalsessionnote ALTER COLUMN history_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_historicalsessionnote_history_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.agenda_historicalterm (
    id bigint NOT NULL,
    slug character varying(50) NOT NULL,
    preferred character varying(200) NOT NULL,
    preferred_en character varying(200),
    preferred_vi character varying(200),
    definition text NOT NULL,
    definition_en text,
    definition_vi text,
    note text NOT NULL,
    note_en text,
    note_vi text,
    history_id integer NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    dialogue_id bigint,
    history_user_id integer
);
ALTER TABLE public.agenda_historicalterm ALTER COLUMN history_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_historicalterm_history_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.agenda_historicaltopic (
    id bigint NOT NULL,
    number smallint NOT NULL,
    slug character varying(50) NOT NULL,
    title character varying(200) NOT NULL,
    title_en character varying(200),
    title_vi character varying(200),
    summary text NOT NULL,
    summary_en text,
    summary_vi text,
    history_id integer NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    dialogue_id bigint,
    history_user_id integer,
    CONSTRAINT agenda_historicaltopic_number_check CHECK ((number >= 0))
);
ALTER TABLE public.agenda_historicaltopic ALTER COLUMN history_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_historicaltopic_history_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.agenda_loadedrow (
    id bigint NOT NULL,
    model character varying(100) NOT NULL,
    key character varying(200) NOT NULL,
    "values" jsonb NOT NULL
);
ALTER TABLE public.agenda_loadedrow ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_loadedrow_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.agenda_organiserscalendar (
    id bigint NOT NULL,
    key character varying(15) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    dialogue_id bigint NOT NULL,
    user_id integer NOT NULL,
    CONSTRAINT organisers_calendar_has_its_key CHECK ((NOT ((key)::text = ''::text)))
);
ALTER TABLE public.agenda_organiserscalendar ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_organiserscalendar_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.agenda_original (
    id bigint NOT NULL,
    content bytea NOT NULL,
    document_id bigint NOT NULL
);
ALTER TABLE public.agenda_original ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_original_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.agenda_paragraph (
    id bigint NOT NULL,
    number integer NOT NULL,
    kind character varying(20) NOT NULL,
    text text NOT NULL,
    folded text NOT NULL,
    document_id bigint NOT NULL,
    CONSTRAINT agenda_paragraph_number_check CHECK ((number >= 0)),
    CONSTRAINT paragraph_kind_is_known CHECK (((kind)::text = ANY ((ARRAY['text'::character varying, 'heading'::character varying, 'caption'::character varying, 'furniture'::character varying])::text[])))
);
ALTER TABLE public.agenda_paragraph ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_paragraph_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.agenda_passage (
    id bigint NOT NULL,
    start character varying(200) NOT NULL,
    "end" character varying(200) NOT NULL,
    paragraph_number integer,
    start_at integer,
    end_at integer,
    paragraph_id bigint,
    document_id bigint NOT NULL,
    CONSTRAINT agenda_passage_end_at_check CHECK ((end_at >= 0)),
    CONSTRAINT agenda_passage_paragraph_number_check CHECK ((paragraph_number >= 0)),
    CONSTRAINT agenda_passage_start_at_check CHECK ((start_at >= 0)),
    CONSTRAINT passage_found_has_length CHECK ((((end_at IS NULL) AND (start_at IS NULL)) OR (end_at > start_at)))
);
ALTER TABLE public.agenda_passage ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_passage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.agenda_release (
    id bigint NOT NULL,
    number integer NOT NULL,
    note text NOT NULL,
    note_en text,
    note_vi text,
    content jsonb NOT NULL,
    changes integer NOT NULL,
    released_at timestamp with time zone NOT NULL,
    released_by character varying(200) NOT NULL,
    dialogue_id bigint NOT NULL,
    CONSTRAINT agenda_release_changes_check CHECK ((changes >= 0)),
    CONSTRAINT agenda_release_number_check CHECK ((number >= 0)),
    CONSTRAINT releases_count_from_one CHECK ((number >= 1))
);
ALTER TABLE public.agenda_release ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_release_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.agenda_role (
    id bigint NOT NULL,
    kind character varying(20) NOT NULL,
    state character varying(20) NOT NULL,
    asked_at timestamp with time zone,
    answered_at timestamp with time zone,
    answered_by character varying(200) NOT NULL,
    channel character varying(20) NOT NULL,
    recorded_by character varying(200) NOT NULL,
    remark text NOT NULL,
    "position" smallint NOT NULL,
    person_id bigint NOT NULL,
    session_id bigint NOT NULL,
    CONSTRAINT agenda_role_position_check CHECK (("position" >= 0)),
    CONSTRAINT role_answer_that_was_written_down_says_how_it_came CHECK (((((channel)::text = ANY ((ARRAY[''::character varying, 'web'::character varying])::text[])) AND ((recorded_by)::text = ''::text)) OR ((NOT ((recorded_by)::text = ''::text)) AND (NOT ((channel)::text = ANY ((ARRAY[''::character varying, 'web'::character varying])::text[]))) AND (answered_at IS NOT NULL)))),
    CONSTRAINT role_channel_is_known CHECK (((channel)::text = ANY ((ARRAY['web'::character varying, 'telephone'::character varying, 'paper'::character varying, 'messenger'::character varying, 'mail'::character varying, 'calendar'::character varying, ''::character varying])::text[]))),
    CONSTRAINT role_has_the_moments_of_its_state CHECK ((((answered_at IS NOT NULL) AND ((state)::text = ANY ((ARRAY['confirmed'::character varying, 'refused'::character varying])::text[]))) OR ((answered_at IS NULL) AND (asked_at IS NOT NULL) AND ((state)::text = 'asked'::text)) OR ((answered_at IS NULL) AND (asked_at IS NULL) AND ((state)::text = 'planned'::text)))),
    CONSTRAINT role_kind_is_known CHECK (((kind)::text = ANY ((ARRAY['chair'::character varying, 'moderator'::character varying, 'keynote'::character varying, 'discussant'::character varying, 'rapporteur'::character varying])::text[]))),
    CONSTRAINT role_state_is_known CHECK (((state)::text = ANY ((ARRAY['planned'::character varying, 'asked'::character varying, 'confirmed'::character varying, 'refused'::character varying])::text[])))
);
ALTER TABLE public.agenda_role ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_role_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.agenda_room (
    id bigint NOT NULL,
    slug character varying(50) NOT NULL,
    name character varying(100) NOT NULL,
    name_en character varying(100),
    name_vi character varying(100),
    "position" smallint NOT NULL,
    dialogue_id bigint NOT NULL,
    CONSTRAINT agenda_room_position_check CHECK (("position" >= 0))
);
ALTER TABLE public.agenda_room ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_room_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.agenda_seenrelease (
    invitation_id bigint NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    release_id bigint NOT NULL
);
CREATE TABLE public.agenda_session (
    id bigint NOT NULL,
    slug character varying(50) NOT NULL,
    kind character varying(20) NOT NULL,
    title character varying(200) NOT NULL,
    title_en character varying(200),
    title_vi character varying(200),
    description text NOT NULL,
    description_en text,
    description_vi text,
    questions text NOT NULL,
    questions_en text,
    questions_vi text,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    attribution character varying(20) NOT NULL,
    on_record_key bigint GENERATED ALWAYS AS (
CASE
    WHEN ((attribution)::text = 'on_record'::text) THEN id
    ELSE NULL::bigint
END) STORED,
    audience character varying(20) NOT NULL,
    is_cancelled boolean NOT NULL,
    uid uuid NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    dialogue_id bigint NOT NULL,
    room_id bigint,
    CONSTRAINT session_attribution_is_known CHECK (((attribution)::text = ANY ((ARRAY['on_record'::character varying, 'chatham_house'::character varying])::text[]))),
    CONSTRAINT session_audience_is_known CHECK (((audience)::text = ANY ((ARRAY['public'::character varying, 'delegates'::character varying])::text[]))),
    CONSTRAINT session_ends_after_it_starts CHECK ((ends_at > starts_at)),
    CONSTRAINT session_kind_is_known CHECK (((kind)::text = ANY ((ARRAY['opening'::character varying, 'keynote'::character varying, 'round_table'::character varying, 'break'::character varying, 'meal'::character varying, 'photo'::character varying, 'closing'::character varying, 'forum'::character varying])::text[])))
);
ALTER TABLE public.agenda_session ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_session_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.agenda_session_topics (
    id bigint NOT NULL,
    session_id bigint NOT NULL,
    topic_id bigint NOT NULL
);
ALTER TABLE public.agenda_session_topics ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_session_topics_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.agenda_sessionnote (
    id bigint NOT NULL,
    "position" integer NOT NULL,
    language character varying(8) NOT NULL,
    text text NOT NULL,
    written_at timestamp with time zone NOT NULL,
    on_record_id bigint,
    session_id bigint NOT NULL,
    speaker_id bigint,
    written_by_id integer,
    CONSTRAINT agenda_sessionnote_position_check CHECK (("position" >= 0)),
    CONSTRAINT session_note_says_something CHECK ((NOT (text = ''::text))),
    CONSTRAINT sessionnote_language_is_known CHECK (((language)::text = ANY ((ARRAY['en'::character varying, 'vi'::character varying])::text[]))),
    CONSTRAINT speaker_is_named_on_record_only CHECK ((((on_record_id IS NULL) AND (speaker_id IS NULL)) OR ((on_record_id = session_id) AND (on_record_id IS NOT NULL) AND (speaker_id IS NOT NULL))))
);
ALTER TABLE public.agenda_sessionnote ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_sessionnote_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.agenda_sessionnote_topics (
    id bigint NOT NULL,
    sessionnote_id bigint NOT NULL,
    topic_id bigint NOT NULL
);
ALTER TABLE public.agenda_sessionnote_topics ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_sessionnote_topics_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.agenda_sourcedocument (
    id bigint NOT NULL,
    key character varying(50) NOT NULL,
    title character varying(300) NOT NULL,
    title_en character varying(300),
    title_vi character varying(300),
    publisher character varying(200) NOT NULL,
    publisher_en character varying(200),
    publisher_vi character varying(200),
    published_on date,
    language character varying(8) NOT NULL,
    filename character varying(255) NOT NULL,
    media_type character varying(100) NOT NULL,
    sha256 character varying(64) NOT NULL,
    imported_at timestamp with time zone,
    duplicate_of_id bigint,
    CONSTRAINT document_is_no_near_duplicate_of_itself CHECK ((NOT ((duplicate_of_id = id) AND (duplicate_of_id IS NOT NULL)))),
    CONSTRAINT imported_document_has_its_hash_and_moment CHECK ((((imported_at IS NULL) AND ((sha256)::text = ''::text)) OR ((imported_at IS NOT NULL) AND (NOT ((sha256)::text = ''::text))))),
    CONSTRAINT sourcedocument_language_is_known CHECK (((language)::text = ANY ((ARRAY['en'::character varying, 'vi'::character varying])::text[])))
);
ALTER TABLE public.agenda_sourcedocument ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_sourcedocument_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.agenda_term (
    id bigint NOT NULL,
    slug character varying(50) NOT NULL,
    preferred character varying(200) NOT NULL,
    preferred_en character varying(200),
    preferred_vi character varying(200),
    definition text NOT NULL,
    definition_en text,
    definition_vi text,
    note text NOT NULL,
    note_en text,
    note_vi text,
    dialogue_id bigint
);
ALTER TABLE public.agenda_term ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_term_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.agenda_topic (
    id bigint NOT NULL,
    number smallint NOT NULL,
    slug character varying(50) NOT NULL,
    title character varying(200) NOT NULL,
    title_en character varying(200),
    title_vi character varying(200),
    summary text NOT NULL,
    summary_en text,
    summary_vi text,
    dialogue_id bigint NOT NULL,
    CONSTRAINT agenda_topic_number_check CHECK ((number >= 0))
);
ALTER TABLE public.agenda_topic ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_topic_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.agenda_topic_passages (
    id bigint NOT NULL,
    topic_id bigint NOT NULL,
    passage_id bigint NOT NULL
);
ALTER TABLE public.agenda_topic_passages ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_topic_passages_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.agenda_variant (
    id bigint NOT NULL,
    language character varying(8) NOT NULL,
    text character varying(200) NOT NULL,
    is_accepted boolean NOT NULL,
    term_id bigint NOT NULL,
    CONSTRAINT variant_language_is_known CHECK (((language)::text = ANY ((ARRAY['en'::character varying, 'vi'::character varying])::text[])))
);
ALTER TABLE public.agenda_variant ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agenda_variant_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);
ALTER TABLE public.auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);
ALTER TABLE public.auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);
ALTER TABLE public.auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_user (
    id integer NOT NULL,
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    is_superuser boolean NOT NULL,
    username character varying(150) NOT NULL,
    first_name character varying(150) NOT NULL,
    last_name character varying(150) NOT NULL,
    email character varying(254) NOT NULL,
    is_staff boolean NOT NULL,
    is_active boolean NOT NULL,
    date_joined timestamp with time zone NOT NULL
);
CREATE TABLE public.auth_user_groups (
    id bigint NOT NULL,
    user_id integer NOT NULL,
    group_id integer NOT NULL
);
ALTER TABLE public.auth_user_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_user_groups_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE public.auth_user ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_user_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_user_user_permissions (
    id bigint NOT NULL,
    user_id integer NOT NULL,
    permission_id integer NOT NULL
);
ALTER TABLE public.auth_user_user_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_user_user_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.dialogue_dialogue (
    id bigint NOT NULL,
    title character varying(200) NOT NULL,
    title_en character varying(200),
    title_vi character varying(200),
    slug character varying(50) NOT NULL,
    status character varying(20) NOT NULL,
    is_public boolean NOT NULL,
    summary text NOT NULL,
    summary_en text,
    summary_vi text,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    time_zone character varying(64) NOT NULL,
    venue character varying(200) NOT NULL,
    venue_en character varying(200),
    venue_vi character varying(200),
    address character varying(300) NOT NULL,
    address_en character varying(300),
    address_vi character varying(300),
    latitude numeric(8,6),
    longitude numeric(9,6),
    forum character varying(200) NOT NULL,
    forum_en character varying(200),
    forum_vi character varying(200),
    forum_starts_on date,
    forum_ends_on date,
    forum_url character varying(200) NOT NULL,
    capacity smallint NOT NULL,
    offer_limit smallint,
    reply_by_at timestamp with time zone NOT NULL,
    asks_by_calendar boolean NOT NULL,
    confirms_calendar_replies boolean NOT NULL,
    details_kept_days smallint NOT NULL,
    contact_name character varying(200) NOT NULL,
    contact_name_en character varying(200),
    contact_name_vi character varying(200),
    contact_email character varying(254) NOT NULL,
    contact_phone character varying(50) NOT NULL,
    uid uuid NOT NULL,
    sequence integer NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    calendar_changed_at timestamp with time zone NOT NULL,
    links_kept_days smallint NOT NULL,
    CONSTRAINT dialogue_dialogue_capacity_check CHECK ((capacity >= 0)),
    CONSTRAINT dialogue_dialogue_details_kept_days_check CHECK ((details_kept_days >= 0)),
    CONSTRAINT dialogue_dialogue_links_kept_days_check CHECK ((links_kept_days >= 0)),
    CONSTRAINT dialogue_dialogue_offer_limit_check CHECK ((offer_limit >= 0)),
    CONSTRAINT dialogue_dialogue_sequence_check CHECK ((sequence >= 0)),
    CONSTRAINT dialogue_ends_after_it_starts CHECK ((ends_on >= starts_on)),
    CONSTRAINT dialogue_forum_ends_after_it_starts CHECK ((((forum_ends_on IS NULL) AND (forum_starts_on IS NULL)) OR ((forum_ends_on >= forum_starts_on) AND (forum_ends_on IS NOT NULL) AND (forum_starts_on IS NOT NULL)))),
    CONSTRAINT dialogue_has_at_least_one_seat CHECK ((capacity >= 1)),
    CONSTRAINT dialogue_offer_limit_reaches_capacity CHECK (((offer_limit IS NULL) OR (offer_limit >= capacity))),
    CONSTRAINT dialogue_position_is_whole CHECK ((((latitude IS NULL) AND (longitude IS NULL)) OR ((latitude IS NOT NULL) AND (longitude IS NOT NULL)))),
    CONSTRAINT dialogue_status_is_known CHECK (((status)::text = ANY ((ARRAY['proposed'::character varying, 'under_review'::character varying, 'confirmed'::character varying, 'held'::character varying, 'declined'::character varying, 'cancelled'::character varying])::text[])))
);
ALTER TABLE public.dialogue_dialogue ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.dialogue_dialogue_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.dialogue_dialogue_organisers (
    id bigint NOT NULL,
    dialogue_id bigint NOT NULL,
    user_id integer NOT NULL
);
ALTER TABLE public.dialogue_dialogue_organisers ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.dialogue_dialogue_organisers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.dialogue_heartbeat (
    id bigint NOT NULL,
    name character varying(40) NOT NULL,
    at timestamp with time zone NOT NULL,
    host character varying(100) NOT NULL,
    pid integer NOT NULL,
    expected_within integer NOT NULL,
    note character varying(200) NOT NULL,
    CONSTRAINT dialogue_heartbeat_expected_within_check CHECK ((expected_within >= 0)),
    CONSTRAINT dialogue_heartbeat_pid_check CHECK ((pid >= 0))
);
ALTER TABLE public.dialogue_heartbeat ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.dialogue_heartbeat_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.dialogue_historicaldialogue (
    id bigint NOT NULL,
    title character varying(200) NOT NULL,
    title_en character varying(200),
    title_vi character varying(200),
    slug character varying(50) NOT NULL,
    status character varying(20) NOT NULL,
    is_public boolean NOT NULL,
    summary text NOT NULL,
    summary_en text,
    summary_vi text,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    time_zone character varying(64) NOT NULL,
    venue character varying(200) NOT NULL,
    venue_en character varying(200),
    venue_vi character varying(200),
    address character varying(300) NOT NULL,
    address_en character varying(300),
    address_vi character varying(300),
    latitude numeric(8,6),
    longitude numeric(9,6),
    forum character varying(200) NOT NULL,
    forum_en character varying(200),
    forum_vi character varying(200),
    forum_starts_on date,
    forum_ends_on date,
    forum_url character varying(200) NOT NULL,
    capacity smallint NOT NULL,
    offer_limit smallint,
    reply_by_at timestamp with time zone NOT NULL,
    asks_by_calendar boolean NOT NULL,
    confirms_calendar_replies boolean NOT NULL,
    details_kept_days smallint NOT NULL,
    contact_name character varying(200) NOT NULL,
    contact_name_en character varying(200),
    contact_name_vi character varying(200),
    contact_email character varying(254) NOT NULL,
    contact_phone character varying(50) NOT NULL,
    uid uuid NOT NULL,
    sequence integer NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    calendar_changed_at timestamp with time zone NOT NULL,
    history_id integer NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    history_user_id integer,
    links_kept_days smallint NOT NULL,
    CONSTRAINT dialogue_historicaldialogue_capacity_check CHECK ((capacity >= 0)),
    CONSTRAINT dialogue_historicaldialogue_details_kept_days_check CHECK ((details_kept_days >= 0)),
    CONSTRAINT dialogue_historicaldialogue_links_kept_days_check CHECK ((links_kept_days >= 0)),
    CONSTRAINT dialogue_historicaldialogue_offer_limit_check CHECK ((offer_limit >= 0)),
    CONSTRAINT dialogue_historicaldialogue_sequence_check CHECK ((sequence >= 0))
);
ALTER TABLE public.dialogue_historicaldialogue ALTER COLUMN history_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.dialogue_historicaldialogue_history_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.dialogue_historicalreviewaspect (
    id bigint NOT NULL,
    aspect character varying(20) NOT NULL,
    state character varying(20) NOT NULL,
    note text NOT NULL,
    note_en text,
    note_vi text,
    "position" smallint NOT NULL,
    history_id integer NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    dialogue_id bigint,
    history_user_id integer,
    CONSTRAINT dialogue_historicalreviewaspect_position_check CHECK (("position" >= 0))
);
ALTER TABLE public.dialogue_historicalreviewaspect ALTER COLUMN history_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.dialogue_historicalreviewaspect_history_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.dialogue_historicalworkstream (
    id bigint NOT NULL,
    title character varying(200) NOT NULL,
    title_en character varying(200),
    title_vi character varying(200),
    owner character varying(200) NOT NULL,
    owner_en character varying(200),
    owner_vi character varying(200),
    due_on date,
    state character varying(20) NOT NULL,
    note text NOT NULL,
    note_en text,
    note_vi text,
    "position" smallint NOT NULL,
    uid uuid NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    history_id integer NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    dialogue_id bigint,
    history_user_id integer,
    CONSTRAINT dialogue_historicalworkstream_position_check CHECK (("position" >= 0))
);
ALTER TABLE public.dialogue_historicalworkstream ALTER COLUMN history_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.dialogue_historicalworkstream_history_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.dialogue_institution (
    id bigint NOT NULL,
    part character varying(20) NOT NULL,
    name character varying(200) NOT NULL,
    name_en character varying(200),
    name_vi character varying(200),
    website character varying(200) NOT NULL,
    "position" smallint NOT NULL,
    dialogue_id bigint NOT NULL,
    CONSTRAINT dialogue_institution_position_check CHECK (("position" >= 0)),
    CONSTRAINT institution_part_is_known CHECK (((part)::text = ANY ((ARRAY['proposer'::character varying, 'host'::character varying, 'coordinator'::character varying, 'partner'::character varying])::text[])))
);
ALTER TABLE public.dialogue_institution ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.dialogue_institution_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.dialogue_job (
    id bigint NOT NULL,
    kind character varying(40) NOT NULL,
    language character varying(8) NOT NULL,
    parameters jsonb NOT NULL,
    cursor jsonb NOT NULL,
    outcome jsonb NOT NULL,
    total integer NOT NULL,
    done integer NOT NULL,
    state character varying(10) NOT NULL,
    error text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    lease_key character varying(32) NOT NULL,
    lease_ends_at timestamp with time zone,
    dialogue_id bigint,
    user_id integer NOT NULL,
    CONSTRAINT dialogue_job_done_check CHECK ((done >= 0)),
    CONSTRAINT dialogue_job_total_check CHECK ((total >= 0)),
    CONSTRAINT job_finished_has_its_moment CHECK ((((finished_at IS NULL) AND ((state)::text = ANY ((ARRAY['waiting'::character varying, 'running'::character varying])::text[]))) OR ((finished_at IS NOT NULL) AND ((state)::text = ANY ((ARRAY['done'::character varying, 'failed'::character varying, 'cancelled'::character varying])::text[]))))),
    CONSTRAINT job_language_is_known CHECK (((language)::text = ANY ((ARRAY['en'::character varying, 'vi'::character varying])::text[]))),
    CONSTRAINT job_state_is_known CHECK (((state)::text = ANY ((ARRAY['waiting'::character varying, 'running'::character varying, 'done'::character varying, 'failed'::character varying, 'cancelled'::character varying])::text[])))
);
ALTER TABLE public.dialogue_job ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.dialogue_job_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.dialogue_jobfile (
    id bigint NOT NULL,
    name character varying(200) NOT NULL,
    kind character varying(10) NOT NULL,
    content bytea NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    job_id bigint NOT NULL
);
ALTER TABLE public.dialogue_jobfile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.dialogue_jobfile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.dialogue_reviewaspect (
    id bigint NOT NULL,
    aspect character varying(20) NOT NULL,
    state character varying(20) NOT NULL,
    note text NOT NULL,
    note_en text,
    note_vi text,
    "position" smallint NOT NULL,
    dialogue_id bigint NOT NULL,
    CONSTRAINT dialogue_reviewaspect_position_check CHECK (("position" >= 0)),
    CONSTRAINT reviewaspect_aspect_is_known CHECK (((aspect)::text = ANY ((ARRAY['content'::character varying, 'scale'::character varying, 'organisation'::character varying, 'resources'::character varying])::text[]))),
    CONSTRAINT reviewaspect_state_is_known CHECK (((state)::text = ANY ((ARRAY['open'::character varying, 'in_review'::character varying, 'settled'::character varying, 'concern'::character varying])::text[])))
);
ALTER TABLE public.dialogue_reviewaspect ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.dialogue_reviewaspect_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.dialogue_securityevent (
    id bigint NOT NULL,
    happened_at timestamp with time zone NOT NULL,
    kind character varying(20) NOT NULL,
    account character varying(150) NOT NULL,
    address inet,
    browser character varying(200) NOT NULL,
    about character varying(200) NOT NULL,
    detail character varying(500) NOT NULL,
    CONSTRAINT securityevent_kind_is_known CHECK (((kind)::text = ANY ((ARRAY['signed_in'::character varying, 'signed_out'::character varying, 'sign_in_failed'::character varying, 'locked_out'::character varying, 'invited'::character varying, 'password_changed'::character varying, 'factor_added'::character varying, 'factor_removed'::character varying, 'session_ended'::character varying, 'rights_changed'::character varying, 'refused'::character varying, 'exported'::character varying, 'details_opened'::character varying, 'data_copied'::character varying, 'data_erased'::character varying])::text[])))
);
ALTER TABLE public.dialogue_securityevent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.dialogue_securityevent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.dialogue_workstream (
    id bigint NOT NULL,
    title character varying(200) NOT NULL,
    title_en character varying(200),
    title_vi character varying(200),
    owner character varying(200) NOT NULL,
    owner_en character varying(200),
    owner_vi character varying(200),
    due_on date,
    state character varying(20) NOT NULL,
    note text NOT NULL,
    note_en text,
    note_vi text,
    "position" smallint NOT NULL,
    uid uuid NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    dialogue_id bigint NOT NULL,
    CONSTRAINT dialogue_workstream_position_check CHECK (("position" >= 0)),
    CONSTRAINT workstream_state_is_known CHECK (((state)::text = ANY ((ARRAY['to_do'::character varying, 'under_way'::character varying, 'done'::character varying])::text[])))
);
ALTER TABLE public.dialogue_workstream ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.dialogue_workstream_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_admin_log (
    id integer NOT NULL,
    action_time timestamp with time zone NOT NULL,
    object_id text,
    object_repr character varying(200) NOT NULL,
    action_flag smallint NOT NULL,
    change_message text NOT NULL,
    content_type_id integer,
    user_id integer NOT NULL,
    CONSTRAINT django_admin_log_action_flag_check CHECK ((action_flag >= 0))
);
ALTER TABLE public.django_admin_log ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_admin_log_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);
ALTER TABLE public.django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);
ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL
);
CREATE TABLE public.django_tasks_database_dbtaskresult (
    id uuid NOT NULL,
    status character varying(10) NOT NULL,
    args_kwargs jsonb NOT NULL,
    priority integer NOT NULL,
    task_path text NOT NULL,
    queue_name character varying(32) NOT NULL,
    backend_name character varying(32) NOT NULL,
    run_after timestamp with time zone NOT NULL,
    enqueued_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    started_at timestamp with time zone,
    return_value jsonb,
    exception_class_path text NOT NULL,
    traceback text NOT NULL,
    worker_ids jsonb NOT NULL,
    CONSTRAINT priority_range CHECK (((priority >= '-100'::integer) AND (priority <= 100)))
);
CREATE TABLE public.mail_blockedaddress (
    id bigint NOT NULL,
    address character varying(254) NOT NULL,
    reason text NOT NULL,
    since_at timestamp with time zone NOT NULL
);
ALTER TABLE public.mail_blockedaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mail_blockedaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.mail_mailattachment (
    id bigint NOT NULL,
    filename character varying(200) NOT NULL,
    media_type character varying(100) NOT NULL,
    content bytea NOT NULL,
    mail_id bigint NOT NULL
);
ALTER TABLE public.mail_mailattachment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mail_mailattachment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.mail_outboxmark (
    id bigint NOT NULL,
    name character varying(40) NOT NULL,
    noted_at timestamp with time zone
);
ALTER TABLE public.mail_outboxmark ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mail_outboxmark_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.mail_outgoingmail (
    id bigint NOT NULL,
    kind character varying(40) NOT NULL,
    state character varying(20) NOT NULL,
    language character varying(8) NOT NULL,
    to_name character varying(300) NOT NULL,
    to_address character varying(254) NOT NULL,
    cc_address character varying(254) NOT NULL,
    reply_to character varying(254) NOT NULL,
    subject character varying(300) NOT NULL,
    text text NOT NULL,
    html text NOT NULL,
    calendar bytea NOT NULL,
    calendar_method character varying(10) NOT NULL,
    message_id character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    attempts smallint NOT NULL,
    next_try_at timestamp with time zone NOT NULL,
    leased_until_at timestamp with time zone,
    lease uuid,
    finished_at timestamp with time zone,
    edited_at timestamp with time zone,
    send_after_at timestamp with time zone,
    tried_at timestamp with time zone,
    domain character varying(255) NOT NULL,
    copy_domain character varying(255) NOT NULL,
    held_because text NOT NULL,
    answers jsonb NOT NULL,
    trouble character varying(20) NOT NULL,
    last_error text NOT NULL,
    dialogue_id bigint,
    edited_by_id integer,
    wave_id bigint,
    secrets jsonb NOT NULL,
    is_erased_once_sent boolean NOT NULL,
    refusal character varying(20) NOT NULL,
    CONSTRAINT mail_being_sent_is_leased CHECK ((((lease IS NOT NULL) AND (leased_until_at IS NOT NULL) AND ((state)::text = 'sending'::text)) OR (NOT ((state)::text = 'sending'::text)))),
    CONSTRAINT mail_calendar_has_a_method CHECK ((((calendar = '\x'::bytea) AND ((calendar_method)::text = ''::text)) OR ((NOT (calendar = '\x'::bytea)) AND (NOT ((calendar_method)::text = ''::text))))),
    CONSTRAINT mail_edited_by_someone CHECK ((((edited_at IS NULL) AND (edited_by_id IS NULL)) OR ((edited_at IS NOT NULL) AND (edited_by_id IS NOT NULL)))),
    CONSTRAINT mail_finished_has_a_moment CHECK (((((state)::text = ANY ((ARRAY['sent'::character varying, 'not_sent'::character varying, 'failed'::character varying, 'bounced'::character varying, 'cancelled'::character varying])::text[])) OR (finished_at IS NULL)) AND (1 = (
CASE
    WHEN ((state)::text = ANY ((ARRAY['sent'::character varying, 'not_sent'::character varying, 'failed'::character varying, 'bounced'::character varying, 'cancelled'::character varying])::text[])) THEN 1
    ELSE 0
END +
CASE
    WHEN (finished_at IS NULL) THEN 1
    ELSE 0
END)))),
    CONSTRAINT mail_on_hold_for_a_reason CHECK (((NOT ((state)::text = 'on_hold'::text)) OR (NOT (held_because = ''::text)))),
    CONSTRAINT mail_outgoingmail_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT outgoingmail_calendar_method_is_known CHECK (((calendar_method)::text = ANY ((ARRAY['REQUEST'::character varying, 'CANCEL'::character varying, 'PUBLISH'::character varying, ''::character varying])::text[]))),
    CONSTRAINT outgoingmail_language_is_known CHECK (((language)::text = ANY ((ARRAY['en'::character varying, 'vi'::character varying])::text[]))),
    CONSTRAINT outgoingmail_refusal_is_known CHECK (((refusal)::text = ANY ((ARRAY['dead'::character varying, 'full'::character varying, 'inactive'::character varying, 'expired'::character varying, 'later'::character varying, 'delayed'::character varying, 'authentication'::character varying, 'reverse_name'::character varying, 'spam'::character varying, 'content'::character varying, 'too_large'::character varying, 'policy'::character varying, 'not_understood'::character varying, ''::character varying])::text[]))),
    CONSTRAINT outgoingmail_state_is_known CHECK (((state)::text = ANY ((ARRAY['draft'::character varying, 'on_hold'::character varying, 'queued'::character varying, 'sending'::character varying, 'copying'::character varying, 'sent'::character varying, 'not_sent'::character varying, 'failed'::character varying, 'bounced'::character varying, 'cancelled'::character varying])::text[]))),
    CONSTRAINT outgoingmail_trouble_is_known CHECK (((trouble)::text = ANY ((ARRAY['recipient'::character varying, 'message'::character varying, 'sender'::character varying, 'connection'::character varying, 'login'::character varying, 'unconfirmed'::character varying, 'content'::character varying, ''::character varying])::text[])))
);
ALTER TABLE public.mail_outgoingmail ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mail_outgoingmail_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.mail_unsubscription (
    id bigint NOT NULL,
    address character varying(254) NOT NULL,
    since_at timestamp with time zone NOT NULL,
    dialogue_id bigint NOT NULL
);
ALTER TABLE public.mail_unsubscription ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mail_unsubscription_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.mail_wave (
    id bigint NOT NULL,
    name character varying(120) NOT NULL,
    paragraph text NOT NULL,
    paragraph_en text,
    paragraph_vi text,
    created_at timestamp with time zone NOT NULL,
    dialogue_id bigint NOT NULL
);
ALTER TABLE public.mail_wave ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mail_wave_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.mfa_authenticator (
    id bigint NOT NULL,
    type character varying(20) NOT NULL,
    data jsonb NOT NULL,
    user_id integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone
);
ALTER TABLE public.mfa_authenticator ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mfa_authenticator_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.participants_accesscode (
    id bigint NOT NULL,
    digest character varying(64) NOT NULL,
    sent_at timestamp with time zone NOT NULL,
    tries smallint NOT NULL,
    used_at timestamp with time zone,
    invitation_id bigint NOT NULL,
    asked_from character varying(40) NOT NULL,
    CONSTRAINT access_code_is_not_guessed CHECK ((tries <= 5)),
    CONSTRAINT participants_accesscode_tries_check CHECK ((tries >= 0))
);
ALTER TABLE public.participants_accesscode ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.participants_accesscode_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.participants_answer (
    id bigint NOT NULL,
    response character varying(20) NOT NULL,
    reason text NOT NULL,
    answered_by character varying(20) NOT NULL,
    answered_by_name character varying(200) NOT NULL,
    answered_by_email character varying(254) NOT NULL,
    channel character varying(20) NOT NULL,
    answered_at timestamp with time zone NOT NULL,
    is_from_unknown_address boolean NOT NULL,
    recorded_by_id integer,
    invitation_id bigint NOT NULL,
    CONSTRAINT answer_answered_by_is_known CHECK (((answered_by)::text = ANY ((ARRAY['invitee'::character varying, 'office'::character varying, 'secretariat'::character varying])::text[]))),
    CONSTRAINT answer_channel_is_known CHECK (((channel)::text = ANY ((ARRAY['web'::character varying, 'telephone'::character varying, 'paper'::character varying, 'messenger'::character varying, 'mail'::character varying, 'calendar'::character varying])::text[]))),
    CONSTRAINT answer_for_another_is_named CHECK ((((answered_by)::text = 'invitee'::text) OR (NOT ((answered_by_name)::text = ''::text)))),
    CONSTRAINT answer_recorded_by_the_secretariat_has_its_user CHECK (((((answered_by)::text = 'secretariat'::text) AND (recorded_by_id IS NOT NULL)) OR ((NOT ((answered_by)::text = 'secretariat'::text)) AND (recorded_by_id IS NULL)))),
    CONSTRAINT answer_response_is_known CHECK (((response)::text = ANY ((ARRAY['accept'::character varying, 'tentative'::character varying, 'decline'::character varying])::text[])))
);
ALTER TABLE public.participants_answer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.participants_answer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.participants_category (
    id bigint NOT NULL,
    slug character varying(50) NOT NULL,
    name character varying(100) NOT NULL,
    name_en character varying(100),
    name_vi character varying(100),
    target smallint NOT NULL,
    "position" smallint NOT NULL,
    dialogue_id bigint NOT NULL,
    CONSTRAINT participants_category_position_check CHECK (("position" >= 0)),
    CONSTRAINT participants_category_target_check CHECK ((target >= 0))
);
ALTER TABLE public.participants_category ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.participants_category_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.participants_consent (
    id bigint NOT NULL,
    purpose character varying(20) NOT NULL,
    is_given boolean NOT NULL,
    wording text NOT NULL,
    language character varying(8) NOT NULL,
    version character varying(20) NOT NULL,
    at timestamp with time zone NOT NULL,
    door character varying(20) NOT NULL,
    actor character varying(200) NOT NULL,
    invitation_id bigint NOT NULL,
    CONSTRAINT consent_door_is_known CHECK (((door)::text = ANY ((ARRAY['admin'::character varying, 'link'::character varying, 'command'::character varying, 'calendar_reply'::character varying])::text[]))),
    CONSTRAINT consent_language_is_known CHECK (((language)::text = ANY ((ARRAY['en'::character varying, 'vi'::character varying])::text[]))),
    CONSTRAINT consent_purpose_is_known CHECK (((purpose)::text = ANY ((ARRAY['list'::character varying, 'programme'::character varying, 'photographs'::character varying, 'contact'::character varying, 'follow_up'::character varying])::text[])))
);
ALTER TABLE public.participants_consent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.participants_consent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.participants_datarequest (
    id bigint NOT NULL,
    year smallint NOT NULL,
    number integer NOT NULL,
    kind character varying(20) NOT NULL,
    received_at timestamp with time zone NOT NULL,
    way character varying(20) NOT NULL,
    about character varying(300) NOT NULL,
    remark text NOT NULL,
    due_at timestamp with time zone NOT NULL,
    reminded_of_at timestamp with time zone,
    state character varying(20) NOT NULL,
    answer text NOT NULL,
    answered_at timestamp with time zone,
    settled_at timestamp with time zone,
    data_concerned text NOT NULL,
    people_concerned integer,
    consequences text NOT NULL,
    measures text NOT NULL,
    authority character varying(300) NOT NULL,
    authority_notified_at timestamp with time zone,
    people_notified_at timestamp with time zone,
    answered_by_id integer,
    dialogue_id bigint,
    handled_by_id integer,
    person_id bigint,
    CONSTRAINT data_request_answered_by_somebody CHECK ((((answered_at IS NULL) AND (answered_by_id IS NULL) AND ((state)::text = 'open'::text)) OR ((NOT ((state)::text = 'open'::text)) AND (NOT (answer = ''::text)) AND (answered_at IS NOT NULL) AND (answered_by_id IS NOT NULL)))),
    CONSTRAINT data_request_numbered_from_one CHECK ((number >= 1)),
    CONSTRAINT data_request_settled_has_a_moment CHECK (((((state)::text = ANY ((ARRAY['answered'::character varying, 'refused'::character varying, 'forwarded'::character varying])::text[])) OR (settled_at IS NULL)) AND (1 = (
CASE
    WHEN ((state)::text = ANY ((ARRAY['answered'::character varying, 'refused'::character varying, 'forwarded'::character varying])::text[])) THEN 1
    ELSE 0
END +
CASE
    WHEN (settled_at IS NULL) THEN 1
    ELSE 0
END)))),
    CONSTRAINT datarequest_kind_is_known CHECK (((kind)::text = ANY ((ARRAY['see'::character varying, 'correct'::character varying, 'copy'::character varying, 'withdraw'::character varying, 'restrict'::character varying, 'object'::character varying, 'erase'::character varying, 'complaint'::character varying, 'other'::character varying, 'breach'::character varying])::text[]))),
    CONSTRAINT datarequest_state_is_known CHECK (((state)::text = ANY ((ARRAY['open'::character varying, 'under_way'::character varying, 'answered'::character varying, 'refused'::character varying, 'forwarded'::character varying])::text[]))),
    CONSTRAINT datarequest_way_is_known CHECK (((way)::text = ANY ((ARRAY['letter'::character varying, 'email'::character varying, 'telephone'::character varying, 'personal_page'::character varying, 'in_person'::character varying, 'noticed'::character varying])::text[]))),
    CONSTRAINT participants_datarequest_number_check CHECK ((number >= 0)),
    CONSTRAINT participants_datarequest_people_concerned_check CHECK ((people_concerned >= 0)),
    CONSTRAINT participants_datarequest_year_check CHECK ((year >= 0))
);
ALTER TABLE public.participants_datarequest ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.participants_datarequest_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.participants_delegatedetails (
    id bigint NOT NULL,
    attendance character varying(20) NOT NULL,
    arrival_on date,
    arrival_time time without time zone,
    arrival_number character varying(40) NOT NULL,
    arrival_place character varying(100) NOT NULL,
    departure_on date,
    departure_time time without time zone,
    departure_number character varying(40) NOT NULL,
    departure_place character varying(100) NOT NULL,
    wants_pickup boolean,
    hotel character varying(20) NOT NULL,
    hotel_name character varying(200) NOT NULL,
    hotel_nights smallint,
    funding character varying(20) NOT NULL,
    needs_visa_letter boolean,
    passport_name character varying(200) NOT NULL,
    passport_nationality character varying(2) NOT NULL,
    passport_number character varying(20) NOT NULL,
    passport_place character varying(100) NOT NULL,
    passport_expires_on date,
    birth_on date,
    diet character varying(500) NOT NULL,
    access_needs text NOT NULL,
    interpretation character varying(20) NOT NULL,
    emergency_name character varying(200) NOT NULL,
    emergency_relation character varying(100) NOT NULL,
    emergency_phone character varying(50) NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    changed_by character varying(200) NOT NULL,
    invitation_id bigint NOT NULL,
    CONSTRAINT delegatedetails_attendance_is_known CHECK (((attendance)::text = ANY ((ARRAY['travels'::character varying, 'local'::character varying, 'online'::character varying, ''::character varying])::text[]))),
    CONSTRAINT delegatedetails_funding_is_known CHECK (((funding)::text = ANY ((ARRAY['own'::character varying, 'requested'::character varying, 'other'::character varying, ''::character varying])::text[]))),
    CONSTRAINT delegatedetails_hotel_is_known CHECK (((hotel)::text = ANY ((ARRAY['own'::character varying, 'block'::character varying, ''::character varying])::text[]))),
    CONSTRAINT delegatedetails_interpretation_is_known CHECK (((interpretation)::text = ANY ((ARRAY['none'::character varying, 'en'::character varying, 'vi'::character varying, ''::character varying])::text[]))),
    CONSTRAINT delegatedetails_passport_nationality_is_known CHECK ((((length((passport_nationality)::text) = 2) AND (upper((passport_nationality)::text) = (passport_nationality)::text)) OR ((passport_nationality)::text = ''::text))),
    CONSTRAINT details_departure_follows_arrival CHECK (((departure_on > arrival_on) OR ((departure_on = arrival_on) AND (departure_time > arrival_time)))),
    CONSTRAINT details_passport_only_for_a_visa_letter CHECK ((needs_visa_letter OR ((birth_on IS NULL) AND (passport_expires_on IS NULL) AND ((passport_name)::text = ''::text) AND ((passport_nationality)::text = ''::text) AND ((passport_number)::text = ''::text) AND ((passport_place)::text = ''::text)))),
    CONSTRAINT participants_delegatedetails_hotel_nights_check CHECK ((hotel_nights >= 0))
);
ALTER TABLE public.participants_delegatedetails ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.participants_delegatedetails_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.participants_delegation (
    id bigint NOT NULL,
    message text NOT NULL,
    link_key character varying(15) NOT NULL,
    dialogue_id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    focal_point_id bigint NOT NULL,
    CONSTRAINT delegation_has_its_key CHECK ((NOT ((link_key)::text = ''::text)))
);
ALTER TABLE public.participants_delegation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.participants_delegation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.participants_erasure (
    id bigint NOT NULL,
    person bigint NOT NULL,
    digests jsonb NOT NULL,
    erased_at timestamp with time zone NOT NULL,
    erased_by_id integer,
    CONSTRAINT participants_erasure_person_check CHECK ((person >= 0))
);
ALTER TABLE public.participants_erasure ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.participants_erasure_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.participants_historicaldatarequest (
    id bigint NOT NULL,
    year smallint NOT NULL,
    number integer NOT NULL,
    kind character varying(20) NOT NULL,
    received_at timestamp with time zone NOT NULL,
    way character varying(20) NOT NULL,
    about character varying(300) NOT NULL,
    remark text NOT NULL,
    due_at timestamp with time zone NOT NULL,
    reminded_of_at timestamp with time zone,
    state character varying(20) NOT NULL,
    answer text NOT NULL,
    answered_at timestamp with time zone,
    settled_at timestamp with time zone,
    data_concerned text NOT NULL,
    people_concerned integer,
    consequences text NOT NULL,
    measures text NOT NULL,
    authority character varying(300) NOT NULL,
    authority_notified_at timestamp with time zone,
    people_notified_at timestamp with time zone,
    history_id integer NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    answered_by_id integer,
    dialogue_id bigint,
    handled_by_id integer,
    history_user_id integer,
    person_id bigint,
    CONSTRAINT participants_historicaldatarequest_number_check CHECK ((number >= 0)),
    CONSTRAINT participants_historicaldatarequest_people_concerned_check CHECK ((people_concerned >= 0)),
    CONSTRAINT participants_historicaldatarequest_year_check CHECK ((year >= 0))
);
ALTER TABLE public.participants_historicaldatarequest ALTER COLUMN history_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.participants_historicaldatarequest_history_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.participants_historicalperson (
    id bigint NOT NULL,
    family_name character varying(100) NOT NULL,
    given_name character varying(100) NOT NULL,
    form_of_address character varying(50) NOT NULL,
    form_of_address_en character varying(50),
    form_of_address_vi character varying(50),
    title character varying(200) NOT NULL,
    title_en character varying(200),
    title_vi character varying(200),
    display_name character varying(200) NOT NULL,
    display_name_en character varying(200),
    display_name_vi character varying(200),
    country character varying(2) NOT NULL,
    precedence smallint NOT NULL,
    precedence_reason character varying(200) NOT NULL,
    language character varying(8) NOT NULL,
    email character varying(254) NOT NULL,
    assistant_name character varying(200) NOT NULL,
    cc_email character varying(254) NOT NULL,
    phone character varying(50) NOT NULL,
    note text NOT NULL,
    history_id integer NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason text,
    history_type character varying(1) NOT NULL,
    history_user_id integer,
    organisation_id bigint,
    CONSTRAINT participants_historicalperson_precedence_check CHECK ((precedence >= 0))
);
ALTER TABLE public.participants_historicalperson ALTER COLUMN history_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.participants_historicalperson_history_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.participants_incomingmail (
    id bigint NOT NULL,
    sha256 character varying(64) NOT NULL,
    content bytea NOT NULL,
    size integer NOT NULL,
    source character varying(20) NOT NULL,
    received_at timestamp with time zone NOT NULL,
    message_id character varying(250) NOT NULL,
    subject character varying(300) NOT NULL,
    from_name character varying(200) NOT NULL,
    from_address character varying(254) NOT NULL,
    is_sender_verified boolean,
    kind character varying(20) NOT NULL,
    doubts jsonb NOT NULL,
    state character varying(20) NOT NULL,
    decided_at timestamp with time zone,
    partstat character varying(20) NOT NULL,
    comment text NOT NULL,
    attendee character varying(254) NOT NULL,
    sequence integer,
    stamped_at timestamp with time zone,
    failures jsonb NOT NULL,
    decided_by_id integer,
    mail_id bigint,
    invitation_id bigint,
    CONSTRAINT incoming_decided_by_somebody CHECK (((((state)::text = ANY ((ARRAY['confirmed'::character varying, 'dismissed'::character varying])::text[])) OR (decided_by_id IS NULL)) AND (1 = (
CASE
    WHEN ((state)::text = ANY ((ARRAY['confirmed'::character varying, 'dismissed'::character varying])::text[])) THEN 1
    ELSE 0
END +
CASE
    WHEN (decided_by_id IS NULL) THEN 1
    ELSE 0
END)))),
    CONSTRAINT incoming_decided_has_a_moment CHECK (((((state)::text = ANY ((ARRAY['confirmed'::character varying, 'dismissed'::character varying, 'applied'::character varying])::text[])) OR (decided_at IS NULL)) AND (1 = (
CASE
    WHEN ((state)::text = ANY ((ARRAY['confirmed'::character varying, 'dismissed'::character varying, 'applied'::character varying])::text[])) THEN 1
    ELSE 0
END +
CASE
    WHEN (decided_at IS NULL) THEN 1
    ELSE 0
END)))),
    CONSTRAINT incoming_reply_says_yes_perhaps_or_no CHECK (((NOT ((kind)::text = 'reply'::text)) OR (((partstat)::text = ANY ((ARRAY['ACCEPTED'::character varying, 'TENTATIVE'::character varying, 'DECLINED'::character varying])::text[])) AND (sequence IS NOT NULL)))),
    CONSTRAINT incomingmail_kind_is_known CHECK (((kind)::text = ANY ((ARRAY['reply'::character varying, 'note'::character varying, 'bounce'::character varying, 'automatic_reply'::character varying, 'letter'::character varying])::text[]))),
    CONSTRAINT incomingmail_partstat_is_known CHECK (((partstat)::text = ANY ((ARRAY['ACCEPTED'::character varying, 'TENTATIVE'::character varying, 'DECLINED'::character varying, 'DELEGATED'::character varying, 'COUNTER'::character varying, ''::character varying])::text[]))),
    CONSTRAINT incomingmail_source_is_known CHECK (((source)::text = ANY ((ARRAY['mailbox'::character varying, 'upload'::character varying])::text[]))),
    CONSTRAINT incomingmail_state_is_known CHECK (((state)::text = ANY ((ARRAY['new'::character varying, 'confirmed'::character varying, 'applied'::character varying, 'dismissed'::character varying, 'for_information'::character varying])::text[]))),
    CONSTRAINT participants_incomingmail_sequence_check CHECK ((sequence >= 0)),
    CONSTRAINT participants_incomingmail_size_check CHECK ((size >= 0))
);
ALTER TABLE public.participants_incomingmail ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.participants_incomingmail_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.participants_invitation (
    id bigint NOT NULL,
    status character varying(20) NOT NULL,
    message text NOT NULL,
    note text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    invited_at timestamp with time zone,
    reply_by_at timestamp with time zone,
    released_at timestamp with time zone,
    reserve_rank smallint,
    link_key character varying(15) NOT NULL,
    calendar_key character varying(15) NOT NULL,
    reply_key character varying(15) NOT NULL,
    calendar_sequence integer NOT NULL,
    calendar_told integer,
    role_taken_at timestamp with time zone,
    category_id bigint NOT NULL,
    delegation_id bigint,
    dialogue_id bigint NOT NULL,
    replaces_id bigint,
    person_id bigint,
    CONSTRAINT invitation_has_a_rank_on_the_reserve_list_only CHECK ((((reserve_rank IS NOT NULL) AND ((status)::text = 'reserve'::text)) OR ((NOT ((status)::text = 'reserve'::text)) AND (reserve_rank IS NULL)))),
    CONSTRAINT invitation_has_its_keys CHECK (((NOT ((link_key)::text = ''::text)) AND (NOT ((calendar_key)::text = ''::text)) AND (NOT ((reply_key)::text = ''::text)))),
    CONSTRAINT invitation_is_to_a_person_or_a_delegation CHECK (((person_id IS NOT NULL) OR ((delegation_id IS NOT NULL) AND ((status)::text = ANY ((ARRAY['draft'::character varying, 'cleared'::character varying, 'invited'::character varying, 'nominated'::character varying, 'declined'::character varying, 'withdrawn'::character varying])::text[]))))),
    CONSTRAINT invitation_out_has_its_moments CHECK ((((status)::text = ANY ((ARRAY['draft'::character varying, 'cleared'::character varying, 'reserve'::character varying, 'withdrawn'::character varying])::text[])) OR ((invited_at IS NOT NULL) AND (reply_by_at IS NOT NULL)))),
    CONSTRAINT invitation_status_is_known CHECK (((status)::text = ANY ((ARRAY['draft'::character varying, 'cleared'::character varying, 'invited'::character varying, 'nominated'::character varying, 'accepted'::character varying, 'tentative'::character varying, 'declined'::character varying, 'reserve'::character varying, 'substitute_proposed'::character varying, 'replaced'::character varying, 'withdrawn'::character varying, 'attended'::character varying, 'no_show'::character varying])::text[]))),
    CONSTRAINT participants_invitation_calendar_sequence_check CHECK ((calendar_sequence >= 0)),
    CONSTRAINT participants_invitation_calendar_told_check CHECK ((calendar_told >= 0)),
    CONSTRAINT participants_invitation_reserve_rank_check CHECK ((reserve_rank >= 0)),
    CONSTRAINT replaces_another_one CHECK ((NOT ((replaces_id = id) AND (replaces_id IS NOT NULL))))
);
ALTER TABLE public.participants_invitation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.participants_invitation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.participants_invitation_mails (
    id bigint NOT NULL,
    invitation_id bigint NOT NULL,
    outgoingmail_id bigint NOT NULL
);
ALTER TABLE public.participants_invitation_mails ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.participants_invitation_mails_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.participants_invitationevent (
    id bigint NOT NULL,
    verb character varying(30) NOT NULL,
    from_status character varying(20) NOT NULL,
    to_status character varying(20) NOT NULL,
    at timestamp with time zone NOT NULL,
    door character varying(20) NOT NULL,
    actor character varying(200) NOT NULL,
    on_behalf_of character varying(200) NOT NULL,
    reason text NOT NULL,
    explanation jsonb NOT NULL,
    invitation_id bigint NOT NULL,
    user_id integer,
    CONSTRAINT invitationevent_door_is_known CHECK (((door)::text = ANY ((ARRAY['admin'::character varying, 'link'::character varying, 'command'::character varying, 'calendar_reply'::character varying])::text[]))),
    CONSTRAINT invitationevent_from_status_is_known CHECK (((from_status)::text = ANY ((ARRAY['draft'::character varying, 'cleared'::character varying, 'invited'::character varying, 'nominated'::character varying, 'accepted'::character varying, 'tentative'::character varying, 'declined'::character varying, 'reserve'::character varying, 'substitute_proposed'::character varying, 'replaced'::character varying, 'withdrawn'::character varying, 'attended'::character varying, 'no_show'::character varying])::text[]))),
    CONSTRAINT invitationevent_to_status_is_known CHECK (((to_status)::text = ANY ((ARRAY['draft'::character varying, 'cleared'::character varying, 'invited'::character varying, 'nominated'::character varying, 'accepted'::character varying, 'tentative'::character varying, 'declined'::character varying, 'reserve'::character varying, 'substitute_proposed'::character varying, 'replaced'::character varying, 'withdrawn'::character varying, 'attended'::character varying, 'no_show'::character varying])::text[]))),
    CONSTRAINT invitationevent_verb_is_known CHECK (((verb)::text = ANY ((ARRAY['clear'::character varying, 'invite'::character varying, 'nominate'::character varying, 'return'::character varying, 'accept'::character varying, 'accept_tentatively'::character varying, 'decline'::character varying, 'reserve'::character varying, 'offer'::character varying, 'extend'::character varying, 'propose_substitute'::character varying, 'refuse_substitute'::character varying, 'replace'::character varying, 'take_over'::character varying, 'withdraw'::character varying, 'attend'::character varying, 'no_show'::character varying, 'renew_link'::character varying, 'renew_calendar'::character varying, 'remind'::character varying, 'release'::character varying, 'rank'::character varying, 'invite_again'::character varying, 'vouch'::character varying])::text[])))
);
ALTER TABLE public.participants_invitationevent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.participants_invitationevent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.participants_nomination (
    id bigint NOT NULL,
    kind character varying(20) NOT NULL,
    family_name character varying(100) NOT NULL,
    given_name character varying(100) NOT NULL,
    form_of_address character varying(50) NOT NULL,
    title_en character varying(200) NOT NULL,
    title_vi character varying(200) NOT NULL,
    country character varying(2) NOT NULL,
    language character varying(8) NOT NULL,
    email character varying(254) NOT NULL,
    phone character varying(50) NOT NULL,
    remark text NOT NULL,
    proposed_by character varying(20) NOT NULL,
    proposed_by_name character varying(200) NOT NULL,
    proposed_by_email character varying(254) NOT NULL,
    channel character varying(20) NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    outcome character varying(20) NOT NULL,
    decided_at timestamp with time zone,
    reason text NOT NULL,
    invitation_id bigint NOT NULL,
    recorded_by_id integer,
    person_id bigint,
    CONSTRAINT nomination_agreed_to_has_its_person CHECK (((NOT ((outcome)::text = 'agreed'::text)) OR (person_id IS NOT NULL))),
    CONSTRAINT nomination_channel_is_known CHECK (((channel)::text = ANY ((ARRAY['web'::character varying, 'telephone'::character varying, 'paper'::character varying, 'messenger'::character varying, 'mail'::character varying, 'calendar'::character varying])::text[]))),
    CONSTRAINT nomination_country_is_known CHECK ((((length((country)::text) = 2) AND (upper((country)::text) = (country)::text)) OR ((country)::text = ''::text))),
    CONSTRAINT nomination_decided_has_a_moment CHECK (((((outcome)::text = 'open'::text) OR (decided_at IS NOT NULL)) AND (1 = (
CASE
    WHEN ((outcome)::text = 'open'::text) THEN 1
    ELSE 0
END +
CASE
    WHEN (decided_at IS NOT NULL) THEN 1
    ELSE 0
END)))),
    CONSTRAINT nomination_kind_is_known CHECK (((kind)::text = ANY ((ARRAY['nomination'::character varying, 'substitute'::character varying])::text[]))),
    CONSTRAINT nomination_language_is_known CHECK (((language)::text = ANY ((ARRAY['en'::character varying, 'vi'::character varying])::text[]))),
    CONSTRAINT nomination_outcome_is_known CHECK (((outcome)::text = ANY ((ARRAY['open'::character varying, 'agreed'::character varying, 'refused'::character varying, 'dropped'::character varying])::text[]))),
    CONSTRAINT nomination_proposed_by_is_known CHECK (((proposed_by)::text = ANY ((ARRAY['invitee'::character varying, 'office'::character varying, 'secretariat'::character varying])::text[]))),
    CONSTRAINT nomination_recorded_by_the_secretariat_has_its_user CHECK (((((proposed_by)::text = 'secretariat'::text) OR (recorded_by_id IS NULL)) AND (1 = (
CASE
    WHEN ((proposed_by)::text = 'secretariat'::text) THEN 1
    ELSE 0
END +
CASE
    WHEN (recorded_by_id IS NULL) THEN 1
    ELSE 0
END))))
);
ALTER TABLE public.participants_nomination ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.participants_nomination_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.participants_organisation (
    id bigint NOT NULL,
    name character varying(200) NOT NULL,
    name_en character varying(200),
    name_vi character varying(200),
    country character varying(2) NOT NULL,
    website character varying(200) NOT NULL,
    CONSTRAINT organisation_country_is_known CHECK ((((length((country)::text) = 2) AND (upper((country)::text) = (country)::text)) OR ((country)::text = ''::text)))
);
ALTER TABLE public.participants_organisation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.participants_organisation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.participants_peopleupload (
    id bigint NOT NULL,
    filename character varying(200) NOT NULL,
    content bytea NOT NULL,
    uploaded_at timestamp with time zone NOT NULL,
    dialogue_id bigint,
    user_id integer NOT NULL
);
ALTER TABLE public.participants_peopleupload ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.participants_peopleupload_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.participants_person (
    id bigint NOT NULL,
    family_name character varying(100) NOT NULL,
    given_name character varying(100) NOT NULL,
    form_of_address character varying(50) NOT NULL,
    form_of_address_en character varying(50),
    form_of_address_vi character varying(50),
    title character varying(200) NOT NULL,
    title_en character varying(200),
    title_vi character varying(200),
    display_name character varying(200) NOT NULL,
    display_name_en character varying(200),
    display_name_vi character varying(200),
    country character varying(2) NOT NULL,
    precedence smallint NOT NULL,
    precedence_reason character varying(200) NOT NULL,
    gender character varying(20) NOT NULL,
    gender_words character varying(100) NOT NULL,
    language character varying(8) NOT NULL,
    email character varying(254) NOT NULL,
    assistant_name character varying(200) NOT NULL,
    cc_email character varying(254) NOT NULL,
    phone character varying(50) NOT NULL,
    note text NOT NULL,
    organisation_id bigint,
    CONSTRAINT participants_person_precedence_check CHECK ((precedence >= 0)),
    CONSTRAINT person_country_is_known CHECK ((((length((country)::text) = 2) AND (upper((country)::text) = (country)::text)) OR ((country)::text = ''::text))),
    CONSTRAINT person_gender_is_known CHECK (((gender)::text = ANY ((ARRAY['woman'::character varying, 'man'::character varying, 'other'::character varying, 'undisclosed'::character varying, ''::character varying])::text[]))),
    CONSTRAINT person_gender_words_go_with_other_words CHECK ((((gender)::text = 'other'::text) OR ((gender_words)::text = ''::text))),
    CONSTRAINT person_language_is_known CHECK (((language)::text = ANY ((ARRAY['en'::character varying, 'vi'::character varying])::text[]))),
    CONSTRAINT person_precedence_has_its_reason CHECK (((precedence = 100) OR (NOT ((precedence_reason)::text = ''::text))))
);
ALTER TABLE public.participants_person ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.participants_person_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.participants_reminder (
    id bigint NOT NULL,
    deadline_at timestamp with time zone NOT NULL,
    due_on date NOT NULL,
    outcome character varying(20) NOT NULL,
    settled_at timestamp with time zone NOT NULL,
    invitation_id bigint NOT NULL,
    mail_id bigint,
    settled_by_id integer,
    rule_id bigint,
    CONSTRAINT reminder_by_hand_is_sent CHECK (((rule_id IS NOT NULL) OR ((outcome)::text = 'sent'::text))),
    CONSTRAINT reminder_held_back_names_who_did_it CHECK (((NOT ((outcome)::text = 'skipped'::text)) OR (settled_by_id IS NOT NULL))),
    CONSTRAINT reminder_outcome_is_known CHECK (((outcome)::text = ANY ((ARRAY['sent'::character varying, 'skipped'::character varying, 'overtaken'::character varying, 'unwanted'::character varying])::text[]))),
    CONSTRAINT reminder_written_has_its_mail CHECK (((((outcome)::text = ANY ((ARRAY['sent'::character varying, 'unwanted'::character varying])::text[])) OR (mail_id IS NULL)) AND (1 = (
CASE
    WHEN ((outcome)::text = ANY ((ARRAY['sent'::character varying, 'unwanted'::character varying])::text[])) THEN 1
    ELSE 0
END +
CASE
    WHEN (mail_id IS NULL) THEN 1
    ELSE 0
END))))
);
ALTER TABLE public.participants_reminder ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.participants_reminder_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.participants_reminderrule (
    id bigint NOT NULL,
    kind character varying(20) NOT NULL,
    days_before smallint NOT NULL,
    is_active boolean NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    dialogue_id bigint NOT NULL,
    CONSTRAINT participants_reminderrule_days_before_check CHECK ((days_before >= 0)),
    CONSTRAINT reminder_rule_lies_within_a_year CHECK (((days_before >= 1) AND (days_before <= 365))),
    CONSTRAINT reminderrule_kind_is_known CHECK (((kind)::text = ANY ((ARRAY['answer'::character varying, 'nomination'::character varying, 'confirmation'::character varying, 'details'::character varying])::text[])))
);
ALTER TABLE public.participants_reminderrule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.participants_reminderrule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.usersessions_usersession (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    ip inet NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    session_key character varying(40) NOT NULL,
    user_agent character varying(200) NOT NULL,
    data jsonb NOT NULL,
    user_id integer NOT NULL
);
ALTER TABLE public.usersessions_usersession ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.usersessions_usersession_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
INSERT INTO public.agenda_documentupload VALUES (1, 'new.txt', '', '\x547275737420696e204149', '[["text", "Trust in AI"]]', '2026-11-29 10:50:00.88467+00', 1, 1);
INSERT INTO public.agenda_documentversion VALUES (1, '', '', '0000000000000000000000000000000000000000000000000000000000000000', '\x5472757374', '[["text", "Trust"]]', '2026-11-29 10:50:00.887816+00', '2026-11-29 10:50:00.88789+00', NULL, 1);
INSERT INTO public.agenda_historicalsession VALUES (1, 'opening', 'round_table', 'Round table 7', 'Round table 7', 'Bàn tròn 7', '', NULL, NULL, '', NULL, NULL, '2031-06-02 02:00:00+00', '2031-06-02 03:00:00+00', 'on_record', 'public', false, '17c25d55-b178-40f8-aa2c-a51580b0b492', '2026-11-29 10:50:00.872873+00', 1, '2026-11-29 10:50:00.876582+00', NULL, '+', 1, NULL, NULL);
INSERT INTO public.agenda_historicalsessionnote VALUES (1, 1, 'en', 'Trust grows slowly.', '2026-11-29 10:50:00.908591+00', 1, '2026-11-29 10:50:00.911033+00', NULL, '+', NULL, NULL, 1);
INSERT INTO public.agenda_historicalterm VALUES (1, 'term-10', 'Digital Pact 10', 'Digital Pact 10', 'Thỏa ước số 10', '', NULL, NULL, '', NULL, NULL, 1, '2026-11-29 10:50:00.924558+00', NULL, '+', 1, NULL);
INSERT INTO public.agenda_historicaltopic VALUES (1, 11, 'trust', 'Trust in AI 11', 'Trust in AI 11', 'Niềm tin vào AI 11', '', NULL, NULL, 1, '2026-11-29 10:50:00.932545+00', NULL, '+', 1, NULL);
INSERT INTO public.agenda_organiserscalendar VALUES (1, '16ddaacb247d6fd', '2026-11-29 10:50:00.892655+00', 1, 2);
INSERT INTO public.agenda_passage VALUES (1, 'Trust in', 'AI', NULL, NULL, NULL, NULL, 1);
INSERT INTO public.agenda_release VALUES (1, 1, '', NULL, NULL, '{"topics": [{"id": 1, "slug": "trust", "title": {"en": "Trust in AI 11", "vi": "Niềm tin vào AI 11"}, "number": 11, "summary": {"en": "", "vi": ""}, "passages": []}], "edition": 1, "sessions": [{"id": 1, "uid": "17c25d55-b178-40f8-aa2c-a51580b0b492", "kind": "round_table", "room": null, "slug": "opening", "roles": [{"kind": "chair", "person": 1, "is_told": false}, {"kind": "moderator", "person": 1, "is_told": true}], "title": {"en": "Round table 7", "vi": "Bàn tròn 7"}, "topics": [], "ends_at": "2031-06-02T03:00:00+00:00", "audience": "public", "sequence": 0, "questions": {"en": "", "vi": ""}, "starts_at": "2031-06-02T02:00:00+00:00", "changed_at": "2026-11-29T10:50:01.150613+00:00", "attribution": "on_record", "description": {"en": "", "vi": ""}, "once_public": null, "is_cancelled": false}]}', 2, '2026-11-29 10:50:01.150613+00', 'Programme office', 1);
INSERT INTO public.agenda_role VALUES (1, 'chair', 'planned', NULL, NULL, '', '', '', '', 0, 1, 1);
INSERT INTO public.agenda_role VALUES (2, 'moderator', 'asked', '2026-11-29 10:50:00.904579+00', NULL, '', '', '', '', 0, 1, 1);
INSERT INTO public.agenda_room VALUES (1, 'room-9', 'Hall 9', 'Hall 9', 'Hội trường 9', 0, 1);
INSERT INTO public.agenda_session VALUES (1, 'opening', 'round_table', 'Round table 7', 'Round table 7', 'Bàn tròn 7', '', NULL, NULL, '', NULL, NULL, '2031-06-02 02:00:00+00', '2031-06-02 03:00:00+00', 'on_record', DEFAULT, 'public', false, '17c25d55-b178-40f8-aa2c-a51580b0b492', '2026-11-29 10:50:00.872873+00', 1, NULL);
INSERT INTO public.agenda_sessionnote VALUES (1, 1, 'en', 'Trust grows slowly.', '2026-11-29 10:50:00.908591+00', NULL, 1, NULL, NULL);
INSERT INTO public.agenda_sourcedocument VALUES (1, 'document-5', 'Report 5', 'Report 5', NULL, '', NULL, NULL, NULL, 'vi', '', '', '', NULL, NULL);
INSERT INTO public.agenda_term VALUES (1, 'term-10', 'Digital Pact 10', 'Digital Pact 10', 'Thỏa ước số 10', '', NULL, NULL, '', NULL, NULL, 1);
INSERT INTO public.agenda_topic VALUES (1, 11, 'trust', 'Trust in AI 11', 'Trust in AI 11', 'Niềm tin vào AI 11', '', NULL, NULL, 1);
INSERT INTO public.auth_group VALUES (1, 'Secretariat');
INSERT INTO public.auth_group VALUES (2, 'Protocol');
INSERT INTO public.auth_group VALUES (3, 'Programme');
INSERT INTO public.auth_group VALUES (4, 'Observer');
INSERT INTO public.auth_group_permissions VALUES (1, 1, 1);
INSERT INTO public.auth_group_permissions VALUES (2, 1, 2);
INSERT INTO public.auth_group_permissions VALUES (3, 1, 3);
INSERT INTO public.auth_group_permissions VALUES (4, 1, 4);
INSERT INTO public.auth_group_permissions VALUES (5, 1, 5);
INSERT INTO public.auth_group_permissions VALUES (6, 1, 6);
INSERT INTO public.auth_group_permissions VALUES (7, 1, 7);
INSERT INTO public.auth_group_permissions VALUES (8, 1, 8);
INSERT INTO public.auth_group_permissions VALUES (9, 1, 9);
INSERT INTO public.auth_group_permissions VALUES (10, 1, 10);
INSERT INTO public.auth_group_permissions VALUES (11, 1, 11);
INSERT INTO public.auth_group_permissions VALUES (12, 1, 12);
INSERT INTO public.auth_group_permissions VALUES (13, 1, 13);
INSERT INTO public.auth_group_permissions VALUES (14, 1, 14);
INSERT INTO public.auth_group_permissions VALUES (15, 1, 15);
INSERT INTO public.auth_group_permissions VALUES (16, 1, 16);
INSERT INTO public.auth_group_permissions VALUES (17, 1, 17);
INSERT INTO public.auth_group_permissions VALUES (18, 1, 18);
INSERT INTO public.auth_group_permissions VALUES (19, 1, 19);
INSERT INTO public.auth_group_permissions VALUES (20, 1, 20);
INSERT INTO public.auth_group_permissions VALUES (21, 1, 21);
INSERT INTO public.auth_group_permissions VALUES (22, 1, 22);
INSERT INTO public.auth_group_permissions VALUES (23, 1, 23);
INSERT INTO public.auth_group_permissions VALUES (24, 1, 24);
INSERT INTO public.auth_group_permissions VALUES (25, 1, 25);
INSERT INTO public.auth_group_permissions VALUES (26, 1, 26);
INSERT INTO public.auth_group_permissions VALUES (27, 1, 27);
INSERT INTO public.auth_group_permissions VALUES (28, 1, 28);
INSERT INTO public.auth_group_permissions VALUES (29, 1, 29);
INSERT INTO public.auth_group_permissions VALUES (30, 1, 30);
INSERT INTO public.auth_group_permissions VALUES (31, 1, 31);
INSERT INTO public.auth_group_permissions VALUES (32, 1, 32);
INSERT INTO public.auth_group_permissions VALUES (33, 1, 33);
INSERT INTO public.auth_group_permissions VALUES (34, 1, 34);
INSERT INTO public.auth_group_permissions VALUES (35, 1, 35);
INSERT INTO public.auth_group_permissions VALUES (36, 1, 36);
INSERT INTO public.auth_group_permissions VALUES (37, 1, 37);
INSERT INTO public.auth_group_permissions VALUES (38, 1, 38);
INSERT INTO public.auth_group_permissions VALUES (39, 1, 39);
INSERT INTO public.auth_group_permissions VALUES (40, 1, 40);
INSERT INTO public.auth_group_permissions VALUES (41, 1, 41);
INSERT INTO public.auth_group_permissions VALUES (42, 1, 42);
INSERT INTO public.auth_group_permissions VALUES (43, 1, 43);
INSERT INTO public.auth_group_permissions VALUES (44, 1, 44);
INSERT INTO public.auth_group_permissions VALUES (45, 1, 45);
INSERT INTO public.auth_group_permissions VALUES (46, 1, 46);
INSERT INTO public.auth_group_permissions VALUES (47, 1, 47);
INSERT INTO public.auth_group_permissions VALUES (48, 1, 48);
INSERT INTO public.auth_group_permissions VALUES (49, 1, 49);
INSERT INTO public.auth_group_permissions VALUES (50, 1, 50);
INSERT INTO public.auth_group_permissions VALUES (51, 1, 51);
INSERT INTO public.auth_group_permissions VALUES (52, 1, 52);
INSERT INTO public.auth_group_permissions VALUES (53, 1, 53);
INSERT INTO public.auth_group_permissions VALUES (54, 1, 54);
INSERT INTO public.auth_group_permissions VALUES (55, 1, 55);
INSERT INTO public.auth_group_permissions VALUES (56, 1, 56);
INSERT INTO public.auth_group_permissions VALUES (57, 1, 57);
INSERT INTO public.auth_group_permissions VALUES (58, 1, 58);
INSERT INTO public.auth_group_permissions VALUES (59, 1, 59);
INSERT INTO public.auth_group_permissions VALUES (60, 1, 60);
INSERT INTO public.auth_group_permissions VALUES (61, 1, 61);
INSERT INTO public.auth_group_permissions VALUES (62, 1, 62);
INSERT INTO public.auth_group_permissions VALUES (63, 1, 63);
INSERT INTO public.auth_group_permissions VALUES (64, 1, 64);
INSERT INTO public.auth_group_permissions VALUES (65, 1, 65);
INSERT INTO public.auth_group_permissions VALUES (66, 1, 66);
INSERT INTO public.auth_group_permissions VALUES (67, 1, 67);
INSERT INTO public.auth_group_permissions VALUES (68, 1, 68);
INSERT INTO public.auth_group_permissions VALUES (69, 1, 69);
INSERT INTO public.auth_group_permissions VALUES (70, 1, 70);
INSERT INTO public.auth_group_permissions VALUES (71, 1, 71);
INSERT INTO public.auth_group_permissions VALUES (72, 1, 72);
INSERT INTO public.auth_group_permissions VALUES (73, 1, 73);
INSERT INTO public.auth_group_permissions VALUES (74, 1, 74);
INSERT INTO public.auth_group_permissions VALUES (75, 1, 75);
INSERT INTO public.auth_group_permissions VALUES (76, 1, 76);
INSERT INTO public.auth_group_permissions VALUES (77, 1, 77);
INSERT INTO public.auth_group_permissions VALUES (78, 1, 78);
INSERT INTO public.auth_group_permissions VALUES (79, 1, 79);
INSERT INTO public.auth_group_permissions VALUES (80, 1, 80);
INSERT INTO public.auth_group_permissions VALUES (81, 1, 81);
INSERT INTO public.auth_group_permissions VALUES (82, 1, 82);
INSERT INTO public.auth_group_permissions VALUES (83, 1, 83);
INSERT INTO public.auth_group_permissions VALUES (84, 1, 84);
INSERT INTO public.auth_group_permissions VALUES (85, 1, 85);
INSERT INTO public.auth_group_permissions VALUES (86, 1, 86);
INSERT INTO public.auth_group_permissions VALUES (87, 1, 87);
INSERT INTO public.auth_group_permissions VALUES (88, 1, 88);
INSERT INTO public.auth_group_permissions VALUES (89, 1, 89);
INSERT INTO public.auth_group_permissions VALUES (90, 1, 90);
INSERT INTO public.auth_group_permissions VALUES (91, 1, 91);
INSERT INTO public.auth_group_permissions VALUES (92, 1, 92);
INSERT INTO public.auth_group_permissions VALUES (93, 1, 93);
INSERT INTO public.auth_group_permissions VALUES (94, 1, 94);
INSERT INTO public.auth_group_permissions VALUES (95, 1, 95);
INSERT INTO public.auth_group_permissions VALUES (96, 1, 96);
INSERT INTO public.auth_group_permissions VALUES (97, 1, 97);
INSERT INTO public.auth_group_permissions VALUES (98, 1, 98);
INSERT INTO public.auth_group_permissions VALUES (99, 1, 99);
INSERT INTO public.auth_group_permissions VALUES (100, 1, 100);
INSERT INTO public.auth_group_permissions VALUES (101, 1, 101);
INSERT INTO public.auth_group_permissions VALUES (102, 1, 102);
INSERT INTO public.auth_group_permissions VALUES (103, 1, 103);
INSERT INTO public.auth_group_permissions VALUES (104, 1, 104);
INSERT INTO public.auth_group_permissions VALUES (105, 1, 105);
INSERT INTO public.auth_group_permissions VALUES (106, 1, 106);
INSERT INTO public.auth_group_permissions VALUES (107, 1, 107);
INSERT INTO public.auth_group_permissions VALUES (108, 1, 108);
INSERT INTO public.auth_group_permissions VALUES (109, 1, 109);
INSERT INTO public.auth_group_permissions VALUES (110, 1, 110);
INSERT INTO public.auth_group_permissions VALUES (111, 1, 111);
INSERT INTO public.auth_group_permissions VALUES (112, 1, 112);
INSERT INTO public.auth_group_permissions VALUES (113, 1, 113);
INSERT INTO public.auth_group_permissions VALUES (114, 1, 114);
INSERT INTO public.auth_group_permissions VALUES (115, 1, 115);
INSERT INTO public.auth_group_permissions VALUES (116, 1, 116);
INSERT INTO public.auth_group_permissions VALUES (117, 1, 117);
INSERT INTO public.auth_group_permissions VALUES (118, 1, 118);
INSERT INTO public.auth_group_permissions VALUES (119, 1, 119);
INSERT INTO public.auth_group_permissions VALUES (120, 1, 120);
INSERT INTO public.auth_group_permissions VALUES (121, 1, 121);
INSERT INTO public.auth_group_permissions VALUES (122, 1, 122);
INSERT INTO public.auth_group_permissions VALUES (123, 1, 123);
INSERT INTO public.auth_group_permissions VALUES (124, 1, 124);
INSERT INTO public.auth_group_permissions VALUES (125, 1, 125);
INSERT INTO public.auth_group_permissions VALUES (126, 1, 126);
INSERT INTO public.auth_group_permissions VALUES (127, 1, 127);
INSERT INTO public.auth_group_permissions VALUES (128, 1, 128);
INSERT INTO public.auth_group_permissions VALUES (129, 1, 129);
INSERT INTO public.auth_group_permissions VALUES (130, 1, 130);
INSERT INTO public.auth_group_permissions VALUES (131, 1, 131);
INSERT INTO public.auth_group_permissions VALUES (132, 1, 132);
INSERT INTO public.auth_group_permissions VALUES (133, 1, 133);
INSERT INTO public.auth_group_permissions VALUES (134, 1, 134);
INSERT INTO public.auth_group_permissions VALUES (135, 1, 135);
INSERT INTO public.auth_group_permissions VALUES (136, 1, 136);
INSERT INTO public.auth_group_permissions VALUES (137, 1, 137);
INSERT INTO public.auth_group_permissions VALUES (138, 1, 138);
INSERT INTO public.auth_group_permissions VALUES (139, 1, 139);
INSERT INTO public.auth_group_permissions VALUES (140, 1, 140);
INSERT INTO public.auth_group_permissions VALUES (141, 1, 141);
INSERT INTO public.auth_group_permissions VALUES (142, 1, 142);
INSERT INTO public.auth_group_permissions VALUES (143, 1, 143);
INSERT INTO public.auth_group_permissions VALUES (144, 1, 144);
INSERT INTO public.auth_group_permissions VALUES (145, 1, 145);
INSERT INTO public.auth_group_permissions VALUES (146, 1, 146);
INSERT INTO public.auth_group_permissions VALUES (147, 1, 147);
INSERT INTO public.auth_group_permissions VALUES (148, 1, 148);
INSERT INTO public.auth_group_permissions VALUES (149, 1, 149);
INSERT INTO public.auth_group_permissions VALUES (150, 1, 150);
INSERT INTO public.auth_group_permissions VALUES (151, 1, 151);
INSERT INTO public.auth_group_permissions VALUES (152, 1, 152);
INSERT INTO public.auth_group_permissions VALUES (153, 1, 153);
INSERT INTO public.auth_group_permissions VALUES (154, 1, 154);
INSERT INTO public.auth_group_permissions VALUES (155, 1, 155);
INSERT INTO public.auth_group_permissions VALUES (156, 1, 156);
INSERT INTO public.auth_group_permissions VALUES (157, 1, 157);
INSERT INTO public.auth_group_permissions VALUES (158, 1, 158);
INSERT INTO public.auth_group_permissions VALUES (159, 1, 159);
INSERT INTO public.auth_group_permissions VALUES (160, 1, 160);
INSERT INTO public.auth_group_permissions VALUES (161, 1, 161);
INSERT INTO public.auth_group_permissions VALUES (162, 1, 162);
INSERT INTO public.auth_group_permissions VALUES (163, 1, 163);
INSERT INTO public.auth_group_permissions VALUES (164, 1, 164);
INSERT INTO public.auth_group_permissions VALUES (165, 1, 165);
INSERT INTO public.auth_group_permissions VALUES (166, 1, 166);
INSERT INTO public.auth_group_permissions VALUES (167, 1, 167);
INSERT INTO public.auth_group_permissions VALUES (168, 1, 168);
INSERT INTO public.auth_group_permissions VALUES (169, 1, 169);
INSERT INTO public.auth_group_permissions VALUES (170, 1, 170);
INSERT INTO public.auth_group_permissions VALUES (171, 1, 171);
INSERT INTO public.auth_group_permissions VALUES (172, 1, 172);
INSERT INTO public.auth_group_permissions VALUES (173, 1, 173);
INSERT INTO public.auth_group_permissions VALUES (174, 1, 174);
INSERT INTO public.auth_group_permissions VALUES (175, 1, 175);
INSERT INTO public.auth_group_permissions VALUES (176, 1, 176);
INSERT INTO public.auth_group_permissions VALUES (177, 1, 177);
INSERT INTO public.auth_group_permissions VALUES (178, 1, 178);
INSERT INTO public.auth_group_permissions VALUES (179, 1, 179);
INSERT INTO public.auth_group_permissions VALUES (180, 1, 180);
INSERT INTO public.auth_group_permissions VALUES (181, 1, 181);
INSERT INTO public.auth_group_permissions VALUES (182, 1, 182);
INSERT INTO public.auth_group_permissions VALUES (183, 1, 183);
INSERT INTO public.auth_group_permissions VALUES (184, 1, 184);
INSERT INTO public.auth_group_permissions VALUES (185, 1, 185);
INSERT INTO public.auth_group_permissions VALUES (186, 1, 186);
INSERT INTO public.auth_group_permissions VALUES (187, 1, 187);
INSERT INTO public.auth_group_permissions VALUES (188, 1, 188);
INSERT INTO public.auth_group_permissions VALUES (189, 1, 189);
INSERT INTO public.auth_group_permissions VALUES (190, 1, 190);
INSERT INTO public.auth_group_permissions VALUES (191, 1, 191);
INSERT INTO public.auth_group_permissions VALUES (192, 1, 192);
INSERT INTO public.auth_group_permissions VALUES (193, 1, 193);
INSERT INTO public.auth_group_permissions VALUES (194, 1, 194);
INSERT INTO public.auth_group_permissions VALUES (195, 1, 195);
INSERT INTO public.auth_group_permissions VALUES (196, 1, 196);
INSERT INTO public.auth_group_permissions VALUES (197, 1, 197);
INSERT INTO public.auth_group_permissions VALUES (198, 1, 198);
INSERT INTO public.auth_group_permissions VALUES (199, 1, 199);
INSERT INTO public.auth_group_permissions VALUES (200, 1, 200);
INSERT INTO public.auth_group_permissions VALUES (201, 1, 201);
INSERT INTO public.auth_group_permissions VALUES (202, 1, 202);
INSERT INTO public.auth_group_permissions VALUES (203, 1, 203);
INSERT INTO public.auth_group_permissions VALUES (204, 1, 204);
INSERT INTO public.auth_group_permissions VALUES (205, 1, 205);
INSERT INTO public.auth_group_permissions VALUES (206, 1, 206);
INSERT INTO public.auth_group_permissions VALUES (207, 1, 207);
INSERT INTO public.auth_group_permissions VALUES (208, 1, 208);
INSERT INTO public.auth_group_permissions VALUES (209, 2, 4);
INSERT INTO public.auth_group_permissions VALUES (210, 2, 8);
INSERT INTO public.auth_group_permissions VALUES (211, 2, 12);
INSERT INTO public.auth_group_permissions VALUES (212, 2, 16);
INSERT INTO public.auth_group_permissions VALUES (213, 2, 20);
INSERT INTO public.auth_group_permissions VALUES (214, 2, 24);
INSERT INTO public.auth_group_permissions VALUES (215, 2, 28);
INSERT INTO public.auth_group_permissions VALUES (216, 2, 32);
INSERT INTO public.auth_group_permissions VALUES (217, 2, 36);
INSERT INTO public.auth_group_permissions VALUES (218, 2, 40);
INSERT INTO public.auth_group_permissions VALUES (219, 2, 44);
INSERT INTO public.auth_group_permissions VALUES (220, 2, 48);
INSERT INTO public.auth_group_permissions VALUES (221, 2, 52);
INSERT INTO public.auth_group_permissions VALUES (222, 2, 56);
INSERT INTO public.auth_group_permissions VALUES (223, 2, 60);
INSERT INTO public.auth_group_permissions VALUES (224, 2, 64);
INSERT INTO public.auth_group_permissions VALUES (225, 2, 68);
INSERT INTO public.auth_group_permissions VALUES (226, 2, 72);
INSERT INTO public.auth_group_permissions VALUES (227, 2, 76);
INSERT INTO public.auth_group_permissions VALUES (228, 2, 80);
INSERT INTO public.auth_group_permissions VALUES (229, 2, 84);
INSERT INTO public.auth_group_permissions VALUES (230, 2, 88);
INSERT INTO public.auth_group_permissions VALUES (231, 2, 89);
INSERT INTO public.auth_group_permissions VALUES (232, 2, 90);
INSERT INTO public.auth_group_permissions VALUES (233, 2, 91);
INSERT INTO public.auth_group_permissions VALUES (234, 2, 92);
INSERT INTO public.auth_group_permissions VALUES (235, 2, 93);
INSERT INTO public.auth_group_permissions VALUES (236, 2, 94);
INSERT INTO public.auth_group_permissions VALUES (237, 2, 95);
INSERT INTO public.auth_group_permissions VALUES (238, 2, 96);
INSERT INTO public.auth_group_permissions VALUES (239, 2, 97);
INSERT INTO public.auth_group_permissions VALUES (240, 2, 98);
INSERT INTO public.auth_group_permissions VALUES (241, 2, 99);
INSERT INTO public.auth_group_permissions VALUES (242, 2, 100);
INSERT INTO public.auth_group_permissions VALUES (243, 2, 101);
INSERT INTO public.auth_group_permissions VALUES (244, 2, 102);
INSERT INTO public.auth_group_permissions VALUES (245, 2, 103);
INSERT INTO public.auth_group_permissions VALUES (246, 2, 104);
INSERT INTO public.auth_group_permissions VALUES (247, 2, 105);
INSERT INTO public.auth_group_permissions VALUES (248, 2, 106);
INSERT INTO public.auth_group_permissions VALUES (249, 2, 107);
INSERT INTO public.auth_group_permissions VALUES (250, 2, 108);
INSERT INTO public.auth_group_permissions VALUES (251, 2, 109);
INSERT INTO public.auth_group_permissions VALUES (252, 2, 110);
INSERT INTO public.auth_group_permissions VALUES (253, 2, 111);
INSERT INTO public.auth_group_permissions VALUES (254, 2, 112);
INSERT INTO public.auth_group_permissions VALUES (255, 2, 113);
INSERT INTO public.auth_group_permissions VALUES (256, 2, 114);
INSERT INTO public.auth_group_permissions VALUES (257, 2, 115);
INSERT INTO public.auth_group_permissions VALUES (258, 2, 116);
INSERT INTO public.auth_group_permissions VALUES (259, 2, 117);
INSERT INTO public.auth_group_permissions VALUES (260, 2, 118);
INSERT INTO public.auth_group_permissions VALUES (261, 2, 119);
INSERT INTO public.auth_group_permissions VALUES (262, 2, 120);
INSERT INTO public.auth_group_permissions VALUES (263, 2, 121);
INSERT INTO public.auth_group_permissions VALUES (264, 2, 122);
INSERT INTO public.auth_group_permissions VALUES (265, 2, 123);
INSERT INTO public.auth_group_permissions VALUES (266, 2, 124);
INSERT INTO public.auth_group_permissions VALUES (267, 2, 125);
INSERT INTO public.auth_group_permissions VALUES (268, 2, 126);
INSERT INTO public.auth_group_permissions VALUES (269, 2, 127);
INSERT INTO public.auth_group_permissions VALUES (270, 2, 128);
INSERT INTO public.auth_group_permissions VALUES (271, 2, 129);
INSERT INTO public.auth_group_permissions VALUES (272, 2, 130);
INSERT INTO public.auth_group_permissions VALUES (273, 2, 131);
INSERT INTO public.auth_group_permissions VALUES (274, 2, 133);
INSERT INTO public.auth_group_permissions VALUES (275, 2, 134);
INSERT INTO public.auth_group_permissions VALUES (276, 2, 135);
INSERT INTO public.auth_group_permissions VALUES (277, 2, 136);
INSERT INTO public.auth_group_permissions VALUES (278, 2, 137);
INSERT INTO public.auth_group_permissions VALUES (279, 2, 138);
INSERT INTO public.auth_group_permissions VALUES (280, 2, 139);
INSERT INTO public.auth_group_permissions VALUES (281, 2, 140);
INSERT INTO public.auth_group_permissions VALUES (282, 2, 141);
INSERT INTO public.auth_group_permissions VALUES (283, 2, 142);
INSERT INTO public.auth_group_permissions VALUES (284, 2, 143);
INSERT INTO public.auth_group_permissions VALUES (285, 2, 144);
INSERT INTO public.auth_group_permissions VALUES (286, 2, 145);
INSERT INTO public.auth_group_permissions VALUES (287, 2, 146);
INSERT INTO public.auth_group_permissions VALUES (288, 2, 147);
INSERT INTO public.auth_group_permissions VALUES (289, 2, 148);
INSERT INTO public.auth_group_permissions VALUES (290, 2, 149);
INSERT INTO public.auth_group_permissions VALUES (291, 2, 150);
INSERT INTO public.auth_group_permissions VALUES (292, 2, 151);
INSERT INTO public.auth_group_permissions VALUES (293, 2, 152);
INSERT INTO public.auth_group_permissions VALUES (294, 2, 153);
INSERT INTO public.auth_group_permissions VALUES (295, 2, 154);
INSERT INTO public.auth_group_permissions VALUES (296, 2, 158);
INSERT INTO public.auth_group_permissions VALUES (297, 2, 162);
INSERT INTO public.auth_group_permissions VALUES (298, 2, 164);
INSERT INTO public.auth_group_permissions VALUES (299, 2, 166);
INSERT INTO public.auth_group_permissions VALUES (300, 2, 167);
INSERT INTO public.auth_group_permissions VALUES (301, 2, 171);
INSERT INTO public.auth_group_permissions VALUES (302, 2, 175);
INSERT INTO public.auth_group_permissions VALUES (303, 2, 179);
INSERT INTO public.auth_group_permissions VALUES (304, 2, 183);
INSERT INTO public.auth_group_permissions VALUES (305, 2, 187);
INSERT INTO public.auth_group_permissions VALUES (306, 2, 191);
INSERT INTO public.auth_group_permissions VALUES (307, 2, 195);
INSERT INTO public.auth_group_permissions VALUES (308, 2, 199);
INSERT INTO public.auth_group_permissions VALUES (309, 2, 203);
INSERT INTO public.auth_group_permissions VALUES (310, 2, 207);
INSERT INTO public.auth_group_permissions VALUES (311, 3, 1);
INSERT INTO public.auth_group_permissions VALUES (312, 3, 2);
INSERT INTO public.auth_group_permissions VALUES (313, 3, 3);
INSERT INTO public.auth_group_permissions VALUES (314, 3, 4);
INSERT INTO public.auth_group_permissions VALUES (315, 3, 5);
INSERT INTO public.auth_group_permissions VALUES (316, 3, 6);
INSERT INTO public.auth_group_permissions VALUES (317, 3, 7);
INSERT INTO public.auth_group_permissions VALUES (318, 3, 8);
INSERT INTO public.auth_group_permissions VALUES (319, 3, 9);
INSERT INTO public.auth_group_permissions VALUES (320, 3, 10);
INSERT INTO public.auth_group_permissions VALUES (321, 3, 11);
INSERT INTO public.auth_group_permissions VALUES (322, 3, 12);
INSERT INTO public.auth_group_permissions VALUES (323, 3, 13);
INSERT INTO public.auth_group_permissions VALUES (324, 3, 14);
INSERT INTO public.auth_group_permissions VALUES (325, 3, 15);
INSERT INTO public.auth_group_permissions VALUES (326, 3, 16);
INSERT INTO public.auth_group_permissions VALUES (327, 3, 17);
INSERT INTO public.auth_group_permissions VALUES (328, 3, 18);
INSERT INTO public.auth_group_permissions VALUES (329, 3, 19);
INSERT INTO public.auth_group_permissions VALUES (330, 3, 20);
INSERT INTO public.auth_group_permissions VALUES (331, 3, 21);
INSERT INTO public.auth_group_permissions VALUES (332, 3, 22);
INSERT INTO public.auth_group_permissions VALUES (333, 3, 23);
INSERT INTO public.auth_group_permissions VALUES (334, 3, 24);
INSERT INTO public.auth_group_permissions VALUES (335, 3, 25);
INSERT INTO public.auth_group_permissions VALUES (336, 3, 26);
INSERT INTO public.auth_group_permissions VALUES (337, 3, 27);
INSERT INTO public.auth_group_permissions VALUES (338, 3, 28);
INSERT INTO public.auth_group_permissions VALUES (339, 3, 29);
INSERT INTO public.auth_group_permissions VALUES (340, 3, 30);
INSERT INTO public.auth_group_permissions VALUES (341, 3, 31);
INSERT INTO public.auth_group_permissions VALUES (342, 3, 32);
INSERT INTO public.auth_group_permissions VALUES (343, 3, 33);
INSERT INTO public.auth_group_permissions VALUES (344, 3, 34);
INSERT INTO public.auth_group_permissions VALUES (345, 3, 35);
INSERT INTO public.auth_group_permissions VALUES (346, 3, 36);
INSERT INTO public.auth_group_permissions VALUES (347, 3, 37);
INSERT INTO public.auth_group_permissions VALUES (348, 3, 38);
INSERT INTO public.auth_group_permissions VALUES (349, 3, 39);
INSERT INTO public.auth_group_permissions VALUES (350, 3, 40);
INSERT INTO public.auth_group_permissions VALUES (351, 3, 41);
INSERT INTO public.auth_group_permissions VALUES (352, 3, 42);
INSERT INTO public.auth_group_permissions VALUES (353, 3, 43);
INSERT INTO public.auth_group_permissions VALUES (354, 3, 44);
INSERT INTO public.auth_group_permissions VALUES (355, 3, 45);
INSERT INTO public.auth_group_permissions VALUES (356, 3, 46);
INSERT INTO public.auth_group_permissions VALUES (357, 3, 47);
INSERT INTO public.auth_group_permissions VALUES (358, 3, 48);
INSERT INTO public.auth_group_permissions VALUES (359, 3, 49);
INSERT INTO public.auth_group_permissions VALUES (360, 3, 50);
INSERT INTO public.auth_group_permissions VALUES (361, 3, 51);
INSERT INTO public.auth_group_permissions VALUES (362, 3, 52);
INSERT INTO public.auth_group_permissions VALUES (363, 3, 53);
INSERT INTO public.auth_group_permissions VALUES (364, 3, 54);
INSERT INTO public.auth_group_permissions VALUES (365, 3, 55);
INSERT INTO public.auth_group_permissions VALUES (366, 3, 56);
INSERT INTO public.auth_group_permissions VALUES (367, 3, 57);
INSERT INTO public.auth_group_permissions VALUES (368, 3, 58);
INSERT INTO public.auth_group_permissions VALUES (369, 3, 59);
INSERT INTO public.auth_group_permissions VALUES (370, 3, 60);
INSERT INTO public.auth_group_permissions VALUES (371, 3, 61);
INSERT INTO public.auth_group_permissions VALUES (372, 3, 62);
INSERT INTO public.auth_group_permissions VALUES (373, 3, 63);
INSERT INTO public.auth_group_permissions VALUES (374, 3, 64);
INSERT INTO public.auth_group_permissions VALUES (375, 3, 65);
INSERT INTO public.auth_group_permissions VALUES (376, 3, 66);
INSERT INTO public.auth_group_permissions VALUES (377, 3, 67);
INSERT INTO public.auth_group_permissions VALUES (378, 3, 68);
INSERT INTO public.auth_group_permissions VALUES (379, 3, 69);
INSERT INTO public.auth_group_permissions VALUES (380, 3, 70);
INSERT INTO public.auth_group_permissions VALUES (381, 3, 71);
INSERT INTO public.auth_group_permissions VALUES (382, 3, 72);
INSERT INTO public.auth_group_permissions VALUES (383, 3, 73);
INSERT INTO public.auth_group_permissions VALUES (384, 3, 74);
INSERT INTO public.auth_group_permissions VALUES (385, 3, 75);
INSERT INTO public.auth_group_permissions VALUES (386, 3, 76);
INSERT INTO public.auth_group_permissions VALUES (387, 3, 77);
INSERT INTO public.auth_group_permissions VALUES (388, 3, 78);
INSERT INTO public.auth_group_permissions VALUES (389, 3, 79);
INSERT INTO public.auth_group_permissions VALUES (390, 3, 80);
INSERT INTO public.auth_group_permissions VALUES (391, 3, 81);
INSERT INTO public.auth_group_permissions VALUES (392, 3, 82);
INSERT INTO public.auth_group_permissions VALUES (393, 3, 83);
INSERT INTO public.auth_group_permissions VALUES (394, 3, 84);
INSERT INTO public.auth_group_permissions VALUES (395, 3, 85);
INSERT INTO public.auth_group_permissions VALUES (396, 3, 86);
INSERT INTO public.auth_group_permissions VALUES (397, 3, 87);
INSERT INTO public.auth_group_permissions VALUES (398, 3, 88);
INSERT INTO public.auth_group_permissions VALUES (399, 3, 92);
INSERT INTO public.auth_group_permissions VALUES (400, 3, 96);
INSERT INTO public.auth_group_permissions VALUES (401, 3, 100);
INSERT INTO public.auth_group_permissions VALUES (402, 3, 104);
INSERT INTO public.auth_group_permissions VALUES (403, 3, 113);
INSERT INTO public.auth_group_permissions VALUES (404, 3, 117);
INSERT INTO public.auth_group_permissions VALUES (405, 3, 121);
INSERT INTO public.auth_group_permissions VALUES (406, 3, 125);
INSERT INTO public.auth_group_permissions VALUES (407, 3, 129);
INSERT INTO public.auth_group_permissions VALUES (408, 3, 133);
INSERT INTO public.auth_group_permissions VALUES (409, 3, 138);
INSERT INTO public.auth_group_permissions VALUES (410, 3, 142);
INSERT INTO public.auth_group_permissions VALUES (411, 3, 146);
INSERT INTO public.auth_group_permissions VALUES (412, 3, 158);
INSERT INTO public.auth_group_permissions VALUES (413, 3, 166);
INSERT INTO public.auth_group_permissions VALUES (414, 3, 171);
INSERT INTO public.auth_group_permissions VALUES (415, 3, 175);
INSERT INTO public.auth_group_permissions VALUES (416, 3, 179);
INSERT INTO public.auth_group_permissions VALUES (417, 3, 183);
INSERT INTO public.auth_group_permissions VALUES (418, 3, 187);
INSERT INTO public.auth_group_permissions VALUES (419, 3, 191);
INSERT INTO public.auth_group_permissions VALUES (420, 3, 195);
INSERT INTO public.auth_group_permissions VALUES (421, 3, 199);
INSERT INTO public.auth_group_permissions VALUES (422, 3, 203);
INSERT INTO public.auth_group_permissions VALUES (423, 3, 207);
INSERT INTO public.auth_group_permissions VALUES (424, 4, 129);
INSERT INTO public.auth_group_permissions VALUES (425, 4, 4);
INSERT INTO public.auth_group_permissions VALUES (426, 4, 133);
INSERT INTO public.auth_group_permissions VALUES (427, 4, 8);
INSERT INTO public.auth_group_permissions VALUES (428, 4, 138);
INSERT INTO public.auth_group_permissions VALUES (429, 4, 12);
INSERT INTO public.auth_group_permissions VALUES (430, 4, 142);
INSERT INTO public.auth_group_permissions VALUES (431, 4, 16);
INSERT INTO public.auth_group_permissions VALUES (432, 4, 146);
INSERT INTO public.auth_group_permissions VALUES (433, 4, 20);
INSERT INTO public.auth_group_permissions VALUES (434, 4, 24);
INSERT INTO public.auth_group_permissions VALUES (435, 4, 28);
INSERT INTO public.auth_group_permissions VALUES (436, 4, 158);
INSERT INTO public.auth_group_permissions VALUES (437, 4, 32);
INSERT INTO public.auth_group_permissions VALUES (438, 4, 36);
INSERT INTO public.auth_group_permissions VALUES (439, 4, 166);
INSERT INTO public.auth_group_permissions VALUES (440, 4, 40);
INSERT INTO public.auth_group_permissions VALUES (441, 4, 171);
INSERT INTO public.auth_group_permissions VALUES (442, 4, 44);
INSERT INTO public.auth_group_permissions VALUES (443, 4, 175);
INSERT INTO public.auth_group_permissions VALUES (444, 4, 48);
INSERT INTO public.auth_group_permissions VALUES (445, 4, 179);
INSERT INTO public.auth_group_permissions VALUES (446, 4, 52);
INSERT INTO public.auth_group_permissions VALUES (447, 4, 183);
INSERT INTO public.auth_group_permissions VALUES (448, 4, 56);
INSERT INTO public.auth_group_permissions VALUES (449, 4, 187);
INSERT INTO public.auth_group_permissions VALUES (450, 4, 60);
INSERT INTO public.auth_group_permissions VALUES (451, 4, 191);
INSERT INTO public.auth_group_permissions VALUES (452, 4, 64);
INSERT INTO public.auth_group_permissions VALUES (453, 4, 195);
INSERT INTO public.auth_group_permissions VALUES (454, 4, 68);
INSERT INTO public.auth_group_permissions VALUES (455, 4, 199);
INSERT INTO public.auth_group_permissions VALUES (456, 4, 72);
INSERT INTO public.auth_group_permissions VALUES (457, 4, 203);
INSERT INTO public.auth_group_permissions VALUES (458, 4, 76);
INSERT INTO public.auth_group_permissions VALUES (459, 4, 207);
INSERT INTO public.auth_group_permissions VALUES (460, 4, 80);
INSERT INTO public.auth_group_permissions VALUES (461, 4, 84);
INSERT INTO public.auth_group_permissions VALUES (462, 4, 88);
INSERT INTO public.auth_group_permissions VALUES (463, 4, 92);
INSERT INTO public.auth_group_permissions VALUES (464, 4, 96);
INSERT INTO public.auth_group_permissions VALUES (465, 4, 100);
INSERT INTO public.auth_group_permissions VALUES (466, 4, 104);
INSERT INTO public.auth_group_permissions VALUES (467, 4, 113);
INSERT INTO public.auth_group_permissions VALUES (468, 4, 117);
INSERT INTO public.auth_group_permissions VALUES (469, 4, 121);
INSERT INTO public.auth_group_permissions VALUES (470, 4, 125);
INSERT INTO public.auth_permission VALUES (1, 'Can add paragraph', 3, 'add_paragraph');
INSERT INTO public.auth_permission VALUES (2, 'Can change paragraph', 3, 'change_paragraph');
INSERT INTO public.auth_permission VALUES (3, 'Can delete paragraph', 3, 'delete_paragraph');
INSERT INTO public.auth_permission VALUES (4, 'Can view paragraph', 3, 'view_paragraph');
INSERT INTO public.auth_permission VALUES (5, 'Can add historical term', 4, 'add_historicalterm');
INSERT INTO public.auth_permission VALUES (6, 'Can change historical term', 4, 'change_historicalterm');
INSERT INTO public.auth_permission VALUES (7, 'Can delete historical term', 4, 'delete_historicalterm');
INSERT INTO public.auth_permission VALUES (8, 'Can view historical term', 4, 'view_historicalterm');
INSERT INTO public.auth_permission VALUES (9, 'Can add historical topic', 5, 'add_historicaltopic');
INSERT INTO public.auth_permission VALUES (10, 'Can change historical topic', 5, 'change_historicaltopic');
INSERT INTO public.auth_permission VALUES (11, 'Can delete historical topic', 5, 'delete_historicaltopic');
INSERT INTO public.auth_permission VALUES (12, 'Can view historical topic', 5, 'view_historicaltopic');
INSERT INTO public.auth_permission VALUES (13, 'Can add loaded row', 6, 'add_loadedrow');
INSERT INTO public.auth_permission VALUES (14, 'Can change loaded row', 6, 'change_loadedrow');
INSERT INTO public.auth_permission VALUES (15, 'Can delete loaded row', 6, 'delete_loadedrow');
INSERT INTO public.auth_permission VALUES (16, 'Can view loaded row', 6, 'view_loadedrow');
INSERT INTO public.auth_permission VALUES (17, 'Can add release', 7, 'add_release');
INSERT INTO public.auth_permission VALUES (18, 'Can change release', 7, 'change_release');
INSERT INTO public.auth_permission VALUES (19, 'Can delete release', 7, 'delete_release');
INSERT INTO public.auth_permission VALUES (20, 'Can view release', 7, 'view_release');
INSERT INTO public.auth_permission VALUES (21, 'Can add room', 8, 'add_room');
INSERT INTO public.auth_permission VALUES (22, 'Can change room', 8, 'change_room');
INSERT INTO public.auth_permission VALUES (23, 'Can delete room', 8, 'delete_room');
INSERT INTO public.auth_permission VALUES (24, 'Can view room', 8, 'view_room');
INSERT INTO public.auth_permission VALUES (25, 'Can add historical session', 9, 'add_historicalsession');
INSERT INTO public.auth_permission VALUES (26, 'Can change historical session', 9, 'change_historicalsession');
INSERT INTO public.auth_permission VALUES (27, 'Can delete historical session', 9, 'delete_historicalsession');
INSERT INTO public.auth_permission VALUES (28, 'Can view historical session', 9, 'view_historicalsession');
INSERT INTO public.auth_permission VALUES (29, 'Can add release seen', 10, 'add_seenrelease');
INSERT INTO public.auth_permission VALUES (30, 'Can change release seen', 10, 'change_seenrelease');
INSERT INTO public.auth_permission VALUES (31, 'Can delete release seen', 10, 'delete_seenrelease');
INSERT INTO public.auth_permission VALUES (32, 'Can view release seen', 10, 'view_seenrelease');
INSERT INTO public.auth_permission VALUES (33, 'Can add session', 11, 'add_session');
INSERT INTO public.auth_permission VALUES (34, 'Can change session', 11, 'change_session');
INSERT INTO public.auth_permission VALUES (35, 'Can delete session', 11, 'delete_session');
INSERT INTO public.auth_permission VALUES (36, 'Can view session', 11, 'view_session');
INSERT INTO public.auth_permission VALUES (37, 'Can add role', 12, 'add_role');
INSERT INTO public.auth_permission VALUES (38, 'Can change role', 12, 'change_role');
INSERT INTO public.auth_permission VALUES (39, 'Can delete role', 12, 'delete_role');
INSERT INTO public.auth_permission VALUES (40, 'Can view role', 12, 'view_role');
INSERT INTO public.auth_permission VALUES (41, 'Can add historical session note', 13, 'add_historicalsessionnote');
INSERT INTO public.auth_permission VALUES (42, 'Can change historical session note', 13, 'change_historicalsessionnote');
INSERT INTO public.auth_permission VALUES (43, 'Can delete historical session note', 13, 'delete_historicalsessionnote');
INSERT INTO public.auth_permission VALUES (44, 'Can view historical session note', 13, 'view_historicalsessionnote');
INSERT INTO public.auth_permission VALUES (45, 'Can add source document', 14, 'add_sourcedocument');
INSERT INTO public.auth_permission VALUES (46, 'Can change source document', 14, 'change_sourcedocument');
INSERT INTO public.auth_permission VALUES (47, 'Can delete source document', 14, 'delete_sourcedocument');
INSERT INTO public.auth_permission VALUES (48, 'Can view source document', 14, 'view_sourcedocument');
INSERT INTO public.auth_permission VALUES (49, 'Can add passage', 15, 'add_passage');
INSERT INTO public.auth_permission VALUES (50, 'Can change passage', 15, 'change_passage');
INSERT INTO public.auth_permission VALUES (51, 'Can delete passage', 15, 'delete_passage');
INSERT INTO public.auth_permission VALUES (52, 'Can view passage', 15, 'view_passage');
INSERT INTO public.auth_permission VALUES (53, 'Can add original', 16, 'add_original');
INSERT INTO public.auth_permission VALUES (54, 'Can change original', 16, 'change_original');
INSERT INTO public.auth_permission VALUES (55, 'Can delete original', 16, 'delete_original');
INSERT INTO public.auth_permission VALUES (56, 'Can view original', 16, 'view_original');
INSERT INTO public.auth_permission VALUES (57, 'Can add earlier text', 17, 'add_documentversion');
INSERT INTO public.auth_permission VALUES (58, 'Can change earlier text', 17, 'change_documentversion');
INSERT INTO public.auth_permission VALUES (59, 'Can delete earlier text', 17, 'delete_documentversion');
INSERT INTO public.auth_permission VALUES (60, 'Can view earlier text', 17, 'view_documentversion');
INSERT INTO public.auth_permission VALUES (61, 'Can add uploaded text', 18, 'add_documentupload');
INSERT INTO public.auth_permission VALUES (62, 'Can change uploaded text', 18, 'change_documentupload');
INSERT INTO public.auth_permission VALUES (63, 'Can delete uploaded text', 18, 'delete_documentupload');
INSERT INTO public.auth_permission VALUES (64, 'Can view uploaded text', 18, 'view_documentupload');
INSERT INTO public.auth_permission VALUES (65, 'Can add term', 19, 'add_term');
INSERT INTO public.auth_permission VALUES (66, 'Can change term', 19, 'change_term');
INSERT INTO public.auth_permission VALUES (67, 'Can delete term', 19, 'delete_term');
INSERT INTO public.auth_permission VALUES (68, 'Can view term', 19, 'view_term');
INSERT INTO public.auth_permission VALUES (69, 'Can add topic', 20, 'add_topic');
INSERT INTO public.auth_permission VALUES (70, 'Can change topic', 20, 'change_topic');
INSERT INTO public.auth_permission VALUES (71, 'Can delete topic', 20, 'delete_topic');
INSERT INTO public.auth_permission VALUES (72, 'Can view topic', 20, 'view_topic');
INSERT INTO public.auth_permission VALUES (73, 'Can add session note', 21, 'add_sessionnote');
INSERT INTO public.auth_permission VALUES (74, 'Can change session note', 21, 'change_sessionnote');
INSERT INTO public.auth_permission VALUES (75, 'Can delete session note', 21, 'delete_sessionnote');
INSERT INTO public.auth_permission VALUES (76, 'Can view session note', 21, 'view_sessionnote');
INSERT INTO public.auth_permission VALUES (77, 'Can add dismissed suggestion', 22, 'add_dismissal');
INSERT INTO public.auth_permission VALUES (78, 'Can change dismissed suggestion', 22, 'change_dismissal');
INSERT INTO public.auth_permission VALUES (79, 'Can delete dismissed suggestion', 22, 'delete_dismissal');
INSERT INTO public.auth_permission VALUES (80, 'Can view dismissed suggestion', 22, 'view_dismissal');
INSERT INTO public.auth_permission VALUES (81, 'Can add other rendering', 23, 'add_variant');
INSERT INTO public.auth_permission VALUES (82, 'Can change other rendering', 23, 'change_variant');
INSERT INTO public.auth_permission VALUES (83, 'Can delete other rendering', 23, 'delete_variant');
INSERT INTO public.auth_permission VALUES (84, 'Can view other rendering', 23, 'view_variant');
INSERT INTO public.auth_permission VALUES (85, 'Can add accepted conflict', 24, 'add_acceptedconflict');
INSERT INTO public.auth_permission VALUES (86, 'Can change accepted conflict', 24, 'change_acceptedconflict');
INSERT INTO public.auth_permission VALUES (87, 'Can delete accepted conflict', 24, 'delete_acceptedconflict');
INSERT INTO public.auth_permission VALUES (88, 'Can view accepted conflict', 24, 'view_acceptedconflict');
INSERT INTO public.auth_permission VALUES (89, 'Can add institution', 27, 'add_organisation');
INSERT INTO public.auth_permission VALUES (90, 'Can change institution', 27, 'change_organisation');
INSERT INTO public.auth_permission VALUES (91, 'Can delete institution', 27, 'delete_organisation');
INSERT INTO public.auth_permission VALUES (92, 'Can view institution', 27, 'view_organisation');
INSERT INTO public.auth_permission VALUES (93, 'Can add category', 28, 'add_category');
INSERT INTO public.auth_permission VALUES (94, 'Can change category', 28, 'change_category');
INSERT INTO public.auth_permission VALUES (95, 'Can delete category', 28, 'delete_category');
INSERT INTO public.auth_permission VALUES (96, 'Can view category', 28, 'view_category');
INSERT INTO public.auth_permission VALUES (97, 'Can add delegation', 29, 'add_delegation');
INSERT INTO public.auth_permission VALUES (98, 'Can change delegation', 29, 'change_delegation');
INSERT INTO public.auth_permission VALUES (99, 'Can delete delegation', 29, 'delete_delegation');
INSERT INTO public.auth_permission VALUES (100, 'Can view delegation', 29, 'view_delegation');
INSERT INTO public.auth_permission VALUES (101, 'Can add invitation', 1, 'add_invitation');
INSERT INTO public.auth_permission VALUES (102, 'Can change invitation', 1, 'change_invitation');
INSERT INTO public.auth_permission VALUES (103, 'Can delete invitation', 1, 'delete_invitation');
INSERT INTO public.auth_permission VALUES (104, 'Can view invitation', 1, 'view_invitation');
INSERT INTO public.auth_permission VALUES (105, 'Can add incoming mail', 30, 'add_incomingmail');
INSERT INTO public.auth_permission VALUES (106, 'Can change incoming mail', 30, 'change_incomingmail');
INSERT INTO public.auth_permission VALUES (107, 'Can delete incoming mail', 30, 'delete_incomingmail');
INSERT INTO public.auth_permission VALUES (108, 'Can view incoming mail', 30, 'view_incomingmail');
INSERT INTO public.auth_permission VALUES (109, 'Can view details', 31, 'view_delegatedetails');
INSERT INTO public.auth_permission VALUES (110, 'Can add consent', 32, 'add_consent');
INSERT INTO public.auth_permission VALUES (111, 'Can change consent', 32, 'change_consent');
INSERT INTO public.auth_permission VALUES (112, 'Can delete consent', 32, 'delete_consent');
INSERT INTO public.auth_permission VALUES (113, 'Can view consent', 32, 'view_consent');
INSERT INTO public.auth_permission VALUES (114, 'Can add answer', 33, 'add_answer');
INSERT INTO public.auth_permission VALUES (115, 'Can change answer', 33, 'change_answer');
INSERT INTO public.auth_permission VALUES (116, 'Can delete answer', 33, 'delete_answer');
INSERT INTO public.auth_permission VALUES (117, 'Can view answer', 33, 'view_answer');
INSERT INTO public.auth_permission VALUES (118, 'Can add event', 35, 'add_invitationevent');
INSERT INTO public.auth_permission VALUES (119, 'Can change event', 35, 'change_invitationevent');
INSERT INTO public.auth_permission VALUES (120, 'Can delete event', 35, 'delete_invitationevent');
INSERT INTO public.auth_permission VALUES (121, 'Can view event', 35, 'view_invitationevent');
INSERT INTO public.auth_permission VALUES (122, 'Can add historical person', 36, 'add_historicalperson');
INSERT INTO public.auth_permission VALUES (123, 'Can change historical person', 36, 'change_historicalperson');
INSERT INTO public.auth_permission VALUES (124, 'Can delete historical person', 36, 'delete_historicalperson');
INSERT INTO public.auth_permission VALUES (125, 'Can view historical person', 36, 'view_historicalperson');
INSERT INTO public.auth_permission VALUES (126, 'Can add uploaded list', 37, 'add_peopleupload');
INSERT INTO public.auth_permission VALUES (127, 'Can change uploaded list', 37, 'change_peopleupload');
INSERT INTO public.auth_permission VALUES (128, 'Can delete uploaded list', 37, 'delete_peopleupload');
INSERT INTO public.auth_permission VALUES (129, 'Can view uploaded list', 37, 'view_peopleupload');
INSERT INTO public.auth_permission VALUES (130, 'Can add person', 38, 'add_person');
INSERT INTO public.auth_permission VALUES (131, 'Can change person', 38, 'change_person');
INSERT INTO public.auth_permission VALUES (132, 'Can delete person', 38, 'delete_person');
INSERT INTO public.auth_permission VALUES (133, 'Can view person', 38, 'view_person');
INSERT INTO public.auth_permission VALUES (134, 'Can see telephone, email and organisers’ notes', 38, 'view_contact');
INSERT INTO public.auth_permission VALUES (135, 'Can add nomination', 39, 'add_nomination');
INSERT INTO public.auth_permission VALUES (136, 'Can change nomination', 39, 'change_nomination');
INSERT INTO public.auth_permission VALUES (137, 'Can delete nomination', 39, 'delete_nomination');
INSERT INTO public.auth_permission VALUES (138, 'Can view nomination', 39, 'view_nomination');
INSERT INTO public.auth_permission VALUES (139, 'Can add reminder rule', 40, 'add_reminderrule');
INSERT INTO public.auth_permission VALUES (140, 'Can change reminder rule', 40, 'change_reminderrule');
INSERT INTO public.auth_permission VALUES (141, 'Can delete reminder rule', 40, 'delete_reminderrule');
INSERT INTO public.auth_permission VALUES (142, 'Can view reminder rule', 40, 'view_reminderrule');
INSERT INTO public.auth_permission VALUES (143, 'Can add reminder', 41, 'add_reminder');
INSERT INTO public.auth_permission VALUES (144, 'Can change reminder', 41, 'change_reminder');
INSERT INTO public.auth_permission VALUES (145, 'Can delete reminder', 41, 'delete_reminder');
INSERT INTO public.auth_permission VALUES (146, 'Can view reminder', 41, 'view_reminder');
INSERT INTO public.auth_permission VALUES (147, 'Can add historical data request or breach', 42, 'add_historicaldatarequest');
INSERT INTO public.auth_permission VALUES (148, 'Can change historical data request or breach', 42, 'change_historicaldatarequest');
INSERT INTO public.auth_permission VALUES (149, 'Can delete historical data request or breach', 42, 'delete_historicaldatarequest');
INSERT INTO public.auth_permission VALUES (150, 'Can view historical data request or breach', 42, 'view_historicaldatarequest');
INSERT INTO public.auth_permission VALUES (151, 'Can add data request or breach', 43, 'add_datarequest');
INSERT INTO public.auth_permission VALUES (152, 'Can change data request or breach', 43, 'change_datarequest');
INSERT INTO public.auth_permission VALUES (153, 'Can delete data request or breach', 43, 'delete_datarequest');
INSERT INTO public.auth_permission VALUES (154, 'Can view data request or breach', 43, 'view_datarequest');
INSERT INTO public.auth_permission VALUES (155, 'Can add outbox mark', 45, 'add_outboxmark');
INSERT INTO public.auth_permission VALUES (156, 'Can change outbox mark', 45, 'change_outboxmark');
INSERT INTO public.auth_permission VALUES (157, 'Can delete outbox mark', 45, 'delete_outboxmark');
INSERT INTO public.auth_permission VALUES (158, 'Can view outbox mark', 45, 'view_outboxmark');
INSERT INTO public.auth_permission VALUES (159, 'Can add blocked address', 46, 'add_blockedaddress');
INSERT INTO public.auth_permission VALUES (160, 'Can change blocked address', 46, 'change_blockedaddress');
INSERT INTO public.auth_permission VALUES (161, 'Can delete blocked address', 46, 'delete_blockedaddress');
INSERT INTO public.auth_permission VALUES (162, 'Can view blocked address', 46, 'view_blockedaddress');
INSERT INTO public.auth_permission VALUES (163, 'Can add outgoing email', 47, 'add_outgoingmail');
INSERT INTO public.auth_permission VALUES (164, 'Can change outgoing email', 47, 'change_outgoingmail');
INSERT INTO public.auth_permission VALUES (165, 'Can delete outgoing email', 47, 'delete_outgoingmail');
INSERT INTO public.auth_permission VALUES (166, 'Can view outgoing email', 47, 'view_outgoingmail');
INSERT INTO public.auth_permission VALUES (167, 'Can read letters, which contain personal links', 47, 'read_outgoingmail');
INSERT INTO public.auth_permission VALUES (168, 'Can add attachment', 48, 'add_mailattachment');
INSERT INTO public.auth_permission VALUES (169, 'Can change attachment', 48, 'change_mailattachment');
INSERT INTO public.auth_permission VALUES (170, 'Can delete attachment', 48, 'delete_mailattachment');
INSERT INTO public.auth_permission VALUES (171, 'Can view attachment', 48, 'view_mailattachment');
INSERT INTO public.auth_permission VALUES (172, 'Can add wave of emails', 49, 'add_wave');
INSERT INTO public.auth_permission VALUES (173, 'Can change wave of emails', 49, 'change_wave');
INSERT INTO public.auth_permission VALUES (174, 'Can delete wave of emails', 49, 'delete_wave');
INSERT INTO public.auth_permission VALUES (175, 'Can view wave of emails', 49, 'view_wave');
INSERT INTO public.auth_permission VALUES (176, 'Can add unsubscription', 50, 'add_unsubscription');
INSERT INTO public.auth_permission VALUES (177, 'Can change unsubscription', 50, 'change_unsubscription');
INSERT INTO public.auth_permission VALUES (178, 'Can delete unsubscription', 50, 'delete_unsubscription');
INSERT INTO public.auth_permission VALUES (179, 'Can view unsubscription', 50, 'view_unsubscription');
INSERT INTO public.auth_permission VALUES (180, 'Can add dialogue', 51, 'add_dialogue');
INSERT INTO public.auth_permission VALUES (181, 'Can change dialogue', 51, 'change_dialogue');
INSERT INTO public.auth_permission VALUES (182, 'Can delete dialogue', 51, 'delete_dialogue');
INSERT INTO public.auth_permission VALUES (183, 'Can view dialogue', 51, 'view_dialogue');
INSERT INTO public.auth_permission VALUES (184, 'Can add historical dialogue', 52, 'add_historicaldialogue');
INSERT INTO public.auth_permission VALUES (185, 'Can change historical dialogue', 52, 'change_historicaldialogue');
INSERT INTO public.auth_permission VALUES (186, 'Can delete historical dialogue', 52, 'delete_historicaldialogue');
INSERT INTO public.auth_permission VALUES (187, 'Can view historical dialogue', 52, 'view_historicaldialogue');
INSERT INTO public.auth_permission VALUES (188, 'Can add historical review aspect', 53, 'add_historicalreviewaspect');
INSERT INTO public.auth_permission VALUES (189, 'Can change historical review aspect', 53, 'change_historicalreviewaspect');
INSERT INTO public.auth_permission VALUES (190, 'Can delete historical review aspect', 53, 'delete_historicalreviewaspect');
INSERT INTO public.auth_permission VALUES (191, 'Can view historical review aspect', 53, 'view_historicalreviewaspect');
INSERT INTO public.auth_permission VALUES (192, 'Can add historical work stream', 54, 'add_historicalworkstream');
INSERT INTO public.auth_permission VALUES (193, 'Can change historical work stream', 54, 'change_historicalworkstream');
INSERT INTO public.auth_permission VALUES (194, 'Can delete historical work stream', 54, 'delete_historicalworkstream');
INSERT INTO public.auth_permission VALUES (195, 'Can view historical work stream', 54, 'view_historicalworkstream');
INSERT INTO public.auth_permission VALUES (196, 'Can add institution', 55, 'add_institution');
INSERT INTO public.auth_permission VALUES (197, 'Can change institution', 55, 'change_institution');
INSERT INTO public.auth_permission VALUES (198, 'Can delete institution', 55, 'delete_institution');
INSERT INTO public.auth_permission VALUES (199, 'Can view institution', 55, 'view_institution');
INSERT INTO public.auth_permission VALUES (200, 'Can add work stream', 56, 'add_workstream');
INSERT INTO public.auth_permission VALUES (201, 'Can change work stream', 56, 'change_workstream');
INSERT INTO public.auth_permission VALUES (202, 'Can delete work stream', 56, 'delete_workstream');
INSERT INTO public.auth_permission VALUES (203, 'Can view work stream', 56, 'view_workstream');
INSERT INTO public.auth_permission VALUES (204, 'Can add review aspect', 57, 'add_reviewaspect');
INSERT INTO public.auth_permission VALUES (205, 'Can change review aspect', 57, 'change_reviewaspect');
INSERT INTO public.auth_permission VALUES (206, 'Can delete review aspect', 57, 'delete_reviewaspect');
INSERT INTO public.auth_permission VALUES (207, 'Can view review aspect', 57, 'view_reviewaspect');
INSERT INTO public.auth_permission VALUES (208, 'Can view security event', 58, 'view_securityevent');
INSERT INTO public.auth_permission VALUES (209, 'Can add log entry', 62, 'add_logentry');
INSERT INTO public.auth_permission VALUES (210, 'Can change log entry', 62, 'change_logentry');
INSERT INTO public.auth_permission VALUES (211, 'Can delete log entry', 62, 'delete_logentry');
INSERT INTO public.auth_permission VALUES (212, 'Can view log entry', 62, 'view_logentry');
INSERT INTO public.auth_permission VALUES (213, 'Can add permission', 63, 'add_permission');
INSERT INTO public.auth_permission VALUES (214, 'Can change permission', 63, 'change_permission');
INSERT INTO public.auth_permission VALUES (215, 'Can delete permission', 63, 'delete_permission');
INSERT INTO public.auth_permission VALUES (216, 'Can view permission', 63, 'view_permission');
INSERT INTO public.auth_permission VALUES (217, 'Can add group', 64, 'add_group');
INSERT INTO public.auth_permission VALUES (218, 'Can change group', 64, 'change_group');
INSERT INTO public.auth_permission VALUES (219, 'Can delete group', 64, 'delete_group');
INSERT INTO public.auth_permission VALUES (220, 'Can view group', 64, 'view_group');
INSERT INTO public.auth_permission VALUES (221, 'Can add user', 65, 'add_user');
INSERT INTO public.auth_permission VALUES (222, 'Can change user', 65, 'change_user');
INSERT INTO public.auth_permission VALUES (223, 'Can delete user', 65, 'delete_user');
INSERT INTO public.auth_permission VALUES (224, 'Can view user', 65, 'view_user');
INSERT INTO public.auth_permission VALUES (225, 'Can add content type', 66, 'add_contenttype');
INSERT INTO public.auth_permission VALUES (226, 'Can change content type', 66, 'change_contenttype');
INSERT INTO public.auth_permission VALUES (227, 'Can delete content type', 66, 'delete_contenttype');
INSERT INTO public.auth_permission VALUES (228, 'Can view content type', 66, 'view_contenttype');
INSERT INTO public.auth_permission VALUES (229, 'Can add session', 67, 'add_session');
INSERT INTO public.auth_permission VALUES (230, 'Can change session', 67, 'change_session');
INSERT INTO public.auth_permission VALUES (231, 'Can delete session', 67, 'delete_session');
INSERT INTO public.auth_permission VALUES (232, 'Can view session', 67, 'view_session');
INSERT INTO public.auth_permission VALUES (233, 'Can add email address', 68, 'add_emailaddress');
INSERT INTO public.auth_permission VALUES (234, 'Can change email address', 68, 'change_emailaddress');
INSERT INTO public.auth_permission VALUES (235, 'Can delete email address', 68, 'delete_emailaddress');
INSERT INTO public.auth_permission VALUES (236, 'Can view email address', 68, 'view_emailaddress');
INSERT INTO public.auth_permission VALUES (237, 'Can add email confirmation', 69, 'add_emailconfirmation');
INSERT INTO public.auth_permission VALUES (238, 'Can change email confirmation', 69, 'change_emailconfirmation');
INSERT INTO public.auth_permission VALUES (239, 'Can delete email confirmation', 69, 'delete_emailconfirmation');
INSERT INTO public.auth_permission VALUES (240, 'Can view email confirmation', 69, 'view_emailconfirmation');
INSERT INTO public.auth_permission VALUES (241, 'Can add authenticator', 70, 'add_authenticator');
INSERT INTO public.auth_permission VALUES (242, 'Can change authenticator', 70, 'change_authenticator');
INSERT INTO public.auth_permission VALUES (243, 'Can delete authenticator', 70, 'delete_authenticator');
INSERT INTO public.auth_permission VALUES (244, 'Can view authenticator', 70, 'view_authenticator');
INSERT INTO public.auth_permission VALUES (245, 'Can add user session', 71, 'add_usersession');
INSERT INTO public.auth_permission VALUES (246, 'Can change user session', 71, 'change_usersession');
INSERT INTO public.auth_permission VALUES (247, 'Can delete user session', 71, 'delete_usersession');
INSERT INTO public.auth_permission VALUES (248, 'Can view user session', 71, 'view_usersession');
INSERT INTO public.auth_permission VALUES (249, 'Can add Task Result', 72, 'add_dbtaskresult');
INSERT INTO public.auth_permission VALUES (250, 'Can change Task Result', 72, 'change_dbtaskresult');
INSERT INTO public.auth_permission VALUES (251, 'Can delete Task Result', 72, 'delete_dbtaskresult');
INSERT INTO public.auth_permission VALUES (252, 'Can view Task Result', 72, 'view_dbtaskresult');
INSERT INTO public.auth_user VALUES (1, '!oP1Q5w4ChpTzfjrNZLmuPHjVS5j4tq3r0vjaofiF', NULL, true, 'somebody-else', '', '', 'organiser-6@example.org', true, true, '2026-11-29 10:50:00.868665+00');
INSERT INTO public.auth_user VALUES (2, '!R0LWt7KnVh8oTgnOjJtViU1CdqDs5gHN43bZJyaK', NULL, true, 'owner-of-a-calendar', '', '', 'organiser-8@example.org', true, true, '2026-11-29 10:50:00.889083+00');
INSERT INTO public.dialogue_dialogue VALUES (1, 'Regional dialogue on AI governance', 'Regional dialogue on AI governance', 'Đối thoại khu vực về quản trị AI', 'dialogue-1', 'proposed', true, 'A day and a half of talk among thirty people.', 'A day and a half of talk among thirty people.', 'Một ngày rưỡi trao đổi giữa ba mươi đại biểu.', '2031-06-02', '2031-06-03', 'Asia/Ho_Chi_Minh', 'Conference Centre', 'Conference Centre', 'Trung tâm Hội nghị', '1 Example Street, Hanoi', '1 Example Street, Hanoi', 'Số 1 phố Ví Dụ, Hà Nội', 21.028500, 105.804200, 'ASEAN Future Forum', 'ASEAN Future Forum', 'Diễn đàn Tương lai ASEAN', NULL, NULL, '', 30, NULL, '2031-05-15 10:00:00+00', false, false, 60, 'Dialogue secretariat', 'Dialogue secretariat', 'Ban Thư ký Đối thoại', 'secretariat@dialogue.test', '', 'c3ec3d56-19a4-4aeb-a606-e84deb342b43', 0, '2026-11-29 10:50:00.815314+00', '2026-11-29 10:50:01.168586+00', 30);
INSERT INTO public.dialogue_historicaldialogue VALUES (1, 'Regional dialogue on AI governance', 'Regional dialogue on AI governance', 'Đối thoại khu vực về quản trị AI', 'dialogue-1', 'proposed', true, 'A day and a half of talk among thirty people.', 'A day and a half of talk among thirty people.', 'Một ngày rưỡi trao đổi giữa ba mươi đại biểu.', '2031-06-02', '2031-06-03', 'Asia/Ho_Chi_Minh', 'Conference Centre', 'Conference Centre', 'Trung tâm Hội nghị', '1 Example Street, Hanoi', '1 Example Street, Hanoi', 'Số 1 phố Ví Dụ, Hà Nội', 21.028500, 105.804200, 'ASEAN Future Forum', 'ASEAN Future Forum', 'Diễn đàn Tương lai ASEAN', NULL, NULL, '', 30, NULL, '2031-05-15 10:00:00+00', false, false, 60, 'Dialogue secretariat', 'Dialogue secretariat', 'Ban Thư ký Đối thoại', 'secretariat@dialogue.test', '', 'c3ec3d56-19a4-4aeb-a606-e84deb342b43', 0, '2026-11-29 10:50:00.815314+00', '2026-11-29 10:50:00.81532+00', 1, '2026-11-29 10:50:00.824709+00', NULL, '+', NULL, 30);
INSERT INTO public.dialogue_job VALUES (1, 'export', 'en', '{"list": "participants.person", "format": "csv"}', '{}', '{}', 0, 0, 'done', '', '2026-11-29 10:50:00.949302+00', '2026-11-29 10:50:00.949127+00', '', NULL, 1, 1);
INSERT INTO public.dialogue_jobfile VALUES (1, 'people', 'csv', '\x54616e0a', '2026-11-30 10:50:00.95269+00', 1);
INSERT INTO public.dialogue_securityevent VALUES (1, '2026-11-29 10:50:00.944552+00', 'signed_in', '', NULL, '', '', '');
INSERT INTO public.django_content_type VALUES (1, 'participants', 'invitation');
INSERT INTO public.django_content_type VALUES (2, 'participants', 'invitationwithdetails');
INSERT INTO public.django_content_type VALUES (3, 'agenda', 'paragraph');
INSERT INTO public.django_content_type VALUES (4, 'agenda', 'historicalterm');
INSERT INTO public.django_content_type VALUES (5, 'agenda', 'historicaltopic');
INSERT INTO public.django_content_type VALUES (6, 'agenda', 'loadedrow');
INSERT INTO public.django_content_type VALUES (7, 'agenda', 'release');
INSERT INTO public.django_content_type VALUES (8, 'agenda', 'room');
INSERT INTO public.django_content_type VALUES (9, 'agenda', 'historicalsession');
INSERT INTO public.django_content_type VALUES (10, 'agenda', 'seenrelease');
INSERT INTO public.django_content_type VALUES (11, 'agenda', 'session');
INSERT INTO public.django_content_type VALUES (12, 'agenda', 'role');
INSERT INTO public.django_content_type VALUES (13, 'agenda', 'historicalsessionnote');
INSERT INTO public.django_content_type VALUES (14, 'agenda', 'sourcedocument');
INSERT INTO public.django_content_type VALUES (15, 'agenda', 'passage');
INSERT INTO public.django_content_type VALUES (16, 'agenda', 'original');
INSERT INTO public.django_content_type VALUES (17, 'agenda', 'documentversion');
INSERT INTO public.django_content_type VALUES (18, 'agenda', 'documentupload');
INSERT INTO public.django_content_type VALUES (19, 'agenda', 'term');
INSERT INTO public.django_content_type VALUES (20, 'agenda', 'topic');
INSERT INTO public.django_content_type VALUES (21, 'agenda', 'sessionnote');
INSERT INTO public.django_content_type VALUES (22, 'agenda', 'dismissal');
INSERT INTO public.django_content_type VALUES (23, 'agenda', 'variant');
INSERT INTO public.django_content_type VALUES (24, 'agenda', 'acceptedconflict');
INSERT INTO public.django_content_type VALUES (25, 'agenda', 'feedreading');
INSERT INTO public.django_content_type VALUES (26, 'agenda', 'organiserscalendar');
INSERT INTO public.django_content_type VALUES (27, 'participants', 'organisation');
INSERT INTO public.django_content_type VALUES (28, 'participants', 'category');
INSERT INTO public.django_content_type VALUES (29, 'participants', 'delegation');
INSERT INTO public.django_content_type VALUES (30, 'participants', 'incomingmail');
INSERT INTO public.django_content_type VALUES (31, 'participants', 'delegatedetails');
INSERT INTO public.django_content_type VALUES (32, 'participants', 'consent');
INSERT INTO public.django_content_type VALUES (33, 'participants', 'answer');
INSERT INTO public.django_content_type VALUES (34, 'participants', 'accesscode');
INSERT INTO public.django_content_type VALUES (35, 'participants', 'invitationevent');
INSERT INTO public.django_content_type VALUES (36, 'participants', 'historicalperson');
INSERT INTO public.django_content_type VALUES (37, 'participants', 'peopleupload');
INSERT INTO public.django_content_type VALUES (38, 'participants', 'person');
INSERT INTO public.django_content_type VALUES (39, 'participants', 'nomination');
INSERT INTO public.django_content_type VALUES (40, 'participants', 'reminderrule');
INSERT INTO public.django_content_type VALUES (41, 'participants', 'reminder');
INSERT INTO public.django_content_type VALUES (42, 'participants', 'historicaldatarequest');
INSERT INTO public.django_content_type VALUES (43, 'participants', 'datarequest');
INSERT INTO public.django_content_type VALUES (44, 'participants', 'erasure');
INSERT INTO public.django_content_type VALUES (45, 'mail', 'outboxmark');
INSERT INTO public.django_content_type VALUES (46, 'mail', 'blockedaddress');
INSERT INTO public.django_content_type VALUES (47, 'mail', 'outgoingmail');
INSERT INTO public.django_content_type VALUES (48, 'mail', 'mailattachment');
INSERT INTO public.django_content_type VALUES (49, 'mail', 'wave');
INSERT INTO public.django_content_type VALUES (50, 'mail', 'unsubscription');
INSERT INTO public.django_content_type VALUES (51, 'dialogue', 'dialogue');
INSERT INTO public.django_content_type VALUES (52, 'dialogue', 'historicaldialogue');
INSERT INTO public.django_content_type VALUES (53, 'dialogue', 'historicalreviewaspect');
INSERT INTO public.django_content_type VALUES (54, 'dialogue', 'historicalworkstream');
INSERT INTO public.django_content_type VALUES (55, 'dialogue', 'institution');
INSERT INTO public.django_content_type VALUES (56, 'dialogue', 'workstream');
INSERT INTO public.django_content_type VALUES (57, 'dialogue', 'reviewaspect');
INSERT INTO public.django_content_type VALUES (58, 'dialogue', 'securityevent');
INSERT INTO public.django_content_type VALUES (59, 'dialogue', 'heartbeat');
INSERT INTO public.django_content_type VALUES (60, 'dialogue', 'job');
INSERT INTO public.django_content_type VALUES (61, 'dialogue', 'jobfile');
INSERT INTO public.django_content_type VALUES (62, 'admin', 'logentry');
INSERT INTO public.django_content_type VALUES (63, 'auth', 'permission');
INSERT INTO public.django_content_type VALUES (64, 'auth', 'group');
INSERT INTO public.django_content_type VALUES (65, 'auth', 'user');
INSERT INTO public.django_content_type VALUES (66, 'contenttypes', 'contenttype');
INSERT INTO public.django_content_type VALUES (67, 'sessions', 'session');
INSERT INTO public.django_content_type VALUES (68, 'account', 'emailaddress');
INSERT INTO public.django_content_type VALUES (69, 'account', 'emailconfirmation');
INSERT INTO public.django_content_type VALUES (70, 'mfa', 'authenticator');
INSERT INTO public.django_content_type VALUES (71, 'usersessions', 'usersession');
INSERT INTO public.django_content_type VALUES (72, 'django_tasks_database', 'dbtaskresult');
INSERT INTO public.django_migrations VALUES (1, 'contenttypes', '0001_initial', '2026-11-29 10:49:34.894037+00');
INSERT INTO public.django_migrations VALUES (2, 'auth', '0001_initial', '2026-11-29 10:49:35.015359+00');
INSERT INTO public.django_migrations VALUES (3, 'account', '0001_initial', '2026-11-29 10:49:35.092801+00');
INSERT INTO public.django_migrations VALUES (4, 'account', '0002_email_max_length', '2026-11-29 10:49:35.117134+00');
INSERT INTO public.django_migrations VALUES (5, 'account', '0003_alter_emailaddress_create_unique_verified_email', '2026-11-29 10:49:35.156734+00');
INSERT INTO public.django_migrations VALUES (6, 'account', '0004_alter_emailaddress_drop_unique_email', '2026-11-29 10:49:35.182056+00');
INSERT INTO public.django_migrations VALUES (7, 'account', '0005_emailaddress_idx_upper_email', '2026-11-29 10:49:35.205958+00');
INSERT INTO public.django_migrations VALUES (8, 'account', '0006_emailaddress_lower', '2026-11-29 10:49:35.224574+00');
INSERT INTO public.django_migrations VALUES (9, 'account', '0007_emailaddress_idx_email', '2026-11-29 10:49:35.256872+00');
INSERT INTO public.django_migrations VALUES (10, 'account', '0008_emailaddress_unique_primary_email_fixup', '2026-11-29 10:49:35.282205+00');
INSERT INTO public.django_migrations VALUES (11, 'account', '0009_emailaddress_unique_primary_email', '2026-11-29 10:49:35.293641+00');
INSERT INTO public.django_migrations VALUES (12, 'admin', '0001_initial', '2026-11-29 10:49:35.337349+00');
INSERT INTO public.django_migrations VALUES (13, 'admin', '0002_logentry_remove_auto_add', '2026-11-29 10:49:35.355255+00');
INSERT INTO public.django_migrations VALUES (14, 'admin', '0003_logentry_add_action_flag_choices', '2026-11-29 10:49:35.363852+00');
INSERT INTO public.django_migrations VALUES (15, 'dialogue', '0001_initial', '2026-11-29 10:49:35.888626+00');
INSERT INTO public.django_migrations VALUES (16, 'mail', '0001_initial', '2026-11-29 10:49:36.388737+00');
INSERT INTO public.django_migrations VALUES (17, 'participants', '0001_initial', '2026-11-29 10:49:39.041583+00');
INSERT INTO public.django_migrations VALUES (18, 'participants', '0002_data_requests', '2026-11-29 10:49:39.429364+00');
INSERT INTO public.django_migrations VALUES (19, 'participants', '0003_count_codes_by_browser', '2026-11-29 10:49:39.466178+00');
INSERT INTO public.django_migrations VALUES (20, 'participants', '0004_contact_details_and_focal_points', '2026-11-29 10:49:39.549432+00');
INSERT INTO public.django_migrations VALUES (21, 'participants', '0005_names_are_names', '2026-11-29 10:49:39.863024+00');
INSERT INTO public.django_migrations VALUES (22, 'mail', '0002_what_opens_is_not_stored', '2026-11-29 10:49:40.17724+00');
INSERT INTO public.django_migrations VALUES (23, 'mfa', '0001_initial', '2026-11-29 10:49:40.268652+00');
INSERT INTO public.django_migrations VALUES (24, 'mfa', '0002_authenticator_timestamps', '2026-11-29 10:49:40.3447+00');
INSERT INTO public.django_migrations VALUES (25, 'mfa', '0003_authenticator_type_uniq', '2026-11-29 10:49:40.476881+00');
INSERT INTO public.django_migrations VALUES (26, 'dialogue', '0002_security_log', '2026-11-29 10:49:40.514287+00');
INSERT INTO public.django_migrations VALUES (27, 'dialogue', '0003_organisers_of_a_dialogue', '2026-11-29 10:49:40.604658+00');
INSERT INTO public.django_migrations VALUES (28, 'dialogue', '0004_links_end_and_names_are_names', '2026-11-29 10:49:43.343795+00');
INSERT INTO public.django_migrations VALUES (29, 'dialogue', '0005_encrypt_second_factors', '2026-11-29 10:49:43.425795+00');
INSERT INTO public.django_migrations VALUES (30, 'dialogue', '0006_rules_in_the_database', '2026-11-29 10:49:43.620715+00');
INSERT INTO public.django_migrations VALUES (31, 'mail', '0003_rules_in_the_database', '2026-11-29 10:49:43.770265+00');
INSERT INTO public.django_migrations VALUES (32, 'participants', '0006_rules_in_the_database', '2026-11-29 10:49:46.104574+00');
INSERT INTO public.django_migrations VALUES (33, 'agenda', '0001_initial', '2026-11-29 10:49:50.362814+00');
INSERT INTO public.django_migrations VALUES (34, 'agenda', '0002_names_are_names', '2026-11-29 10:49:52.219314+00');
INSERT INTO public.django_migrations VALUES (35, 'agenda', '0003_rules_in_the_database', '2026-11-29 10:49:54.112714+00');
INSERT INTO public.django_migrations VALUES (36, 'contenttypes', '0002_remove_content_type_name', '2026-11-29 10:49:54.332817+00');
INSERT INTO public.django_migrations VALUES (37, 'auth', '0002_alter_permission_name_max_length', '2026-11-29 10:49:54.521375+00');
INSERT INTO public.django_migrations VALUES (38, 'auth', '0003_alter_user_email_max_length', '2026-11-29 10:49:54.691215+00');
INSERT INTO public.django_migrations VALUES (39, 'auth', '0004_alter_user_username_opts', '2026-11-29 10:49:54.876811+00');
INSERT INTO public.django_migrations VALUES (40, 'auth', '0005_alter_user_last_login_null', '2026-11-29 10:49:55.703941+00');
INSERT INTO public.django_migrations VALUES (41, 'auth', '0006_require_contenttypes_0002', '2026-11-29 10:49:55.712621+00');
INSERT INTO public.django_migrations VALUES (42, 'auth', '0007_alter_validators_add_error_messages', '2026-11-29 10:49:55.822958+00');
INSERT INTO public.django_migrations VALUES (43, 'auth', '0008_alter_user_username_max_length', '2026-11-29 10:49:55.978867+00');
INSERT INTO public.django_migrations VALUES (44, 'auth', '0009_alter_user_last_name_max_length', '2026-11-29 10:49:56.141314+00');
INSERT INTO public.django_migrations VALUES (45, 'auth', '0010_alter_group_name_max_length', '2026-11-29 10:49:56.310467+00');
INSERT INTO public.django_migrations VALUES (46, 'auth', '0011_update_proxy_permissions', '2026-11-29 10:49:56.487164+00');
INSERT INTO public.django_migrations VALUES (47, 'auth', '0012_alter_user_first_name_max_length', '2026-11-29 10:49:56.649521+00');
INSERT INTO public.django_migrations VALUES (48, 'dialogue', '0007_heartbeats', '2026-11-29 10:49:56.680724+00');
INSERT INTO public.django_migrations VALUES (49, 'dialogue', '0008_long_work', '2026-11-29 10:49:57.32069+00');
INSERT INTO public.django_migrations VALUES (50, 'django_tasks_database', '0001_initial', '2026-11-29 10:49:57.34098+00');
INSERT INTO public.django_migrations VALUES (51, 'django_tasks_database', '0002_alter_dbtaskresult_options', '2026-11-29 10:49:57.352842+00');
INSERT INTO public.django_migrations VALUES (52, 'django_tasks_database', '0003_dbtaskresult_enqueued_at_dbtaskresult_finished_at', '2026-11-29 10:49:57.372651+00');
INSERT INTO public.django_migrations VALUES (53, 'django_tasks_database', '0004_dbtaskresult_started_at', '2026-11-29 10:49:57.385007+00');
INSERT INTO public.django_migrations VALUES (54, 'django_tasks_database', '0005_alter_dbtaskresult_priority_and_more', '2026-11-29 10:49:57.408562+00');
INSERT INTO public.django_migrations VALUES (55, 'django_tasks_database', '0006_alter_dbtaskresult_args_kwargs_and_more', '2026-11-29 10:49:57.468916+00');
INSERT INTO public.django_migrations VALUES (56, 'django_tasks_database', '0007_add_separate_results_fields', '2026-11-29 10:49:57.488681+00');
INSERT INTO public.django_migrations VALUES (57, 'django_tasks_database', '0008_separate_results_field', '2026-11-29 10:49:57.573366+00');
INSERT INTO public.django_migrations VALUES (58, 'django_tasks_database', '0009_remove_results_field', '2026-11-29 10:49:57.58124+00');
INSERT INTO public.django_migrations VALUES (59, 'django_tasks_database', '0010_alter_dbtaskresult_status', '2026-11-29 10:49:57.591688+00');
INSERT INTO public.django_migrations VALUES (60, 'django_tasks_database', '0011_rename_complete_status', '2026-11-29 10:49:57.635859+00');
INSERT INTO public.django_migrations VALUES (61, 'django_tasks_database', '0012_add_separate_exception_fields', '2026-11-29 10:49:57.661014+00');
INSERT INTO public.django_migrations VALUES (62, 'django_tasks_database', '0013_separate_exception_fields', '2026-11-29 10:49:57.769371+00');
INSERT INTO public.django_migrations VALUES (63, 'django_tasks_database', '0014_remove_dbtaskresult_exception_data', '2026-11-29 10:49:57.776755+00');
INSERT INTO public.django_migrations VALUES (64, 'django_tasks_database', '0015_correctly_order_run_after', '2026-11-29 10:49:57.785459+00');
INSERT INTO public.django_migrations VALUES (65, 'django_tasks_database', '0016_remove_dbtaskresult_django_task_new_ordering_idx_and_more', '2026-11-29 10:49:57.968663+00');
INSERT INTO public.django_migrations VALUES (66, 'django_tasks_database', '0017_dbtaskresult_metadata', '2026-11-29 10:49:57.997653+00');
INSERT INTO public.django_migrations VALUES (67, 'django_tasks_database', '0018_rename_succeeded_status', '2026-11-29 10:49:58.324697+00');
INSERT INTO public.django_migrations VALUES (68, 'django_tasks_database', '0019_rename_django_task_new_ordering_idx_tasks_db_new_ordering_idx_and_more', '2026-11-29 10:49:58.352798+00');
INSERT INTO public.django_migrations VALUES (69, 'django_tasks_database', '0020_update_db_task_result_ordering', '2026-11-29 10:49:58.384876+00');
INSERT INTO public.django_migrations VALUES (70, 'django_tasks_database', '0021_conditional_partial_index_ordering', '2026-11-29 10:49:58.408757+00');
INSERT INTO public.django_migrations VALUES (71, 'mail', '0004_last_letters', '2026-11-29 10:49:58.509846+00');
INSERT INTO public.django_migrations VALUES (72, 'mail', '0005_answers_open_nothing', '2026-11-29 10:49:58.581873+00');
INSERT INTO public.django_migrations VALUES (73, 'mail', '0006_why_it_did_not_arrive', '2026-11-29 10:49:58.844724+00');
INSERT INTO public.django_migrations VALUES (74, 'participants', '0007_erasures', '2026-11-29 10:49:58.968678+00');
INSERT INTO public.django_migrations VALUES (75, 'participants', '0008_encrypt_incoming_mail', '2026-11-29 10:49:59.073382+00');
INSERT INTO public.django_migrations VALUES (76, 'participants', '0009_known_words_of_data_requests', '2026-11-29 10:49:59.688856+00');
INSERT INTO public.django_migrations VALUES (77, 'participants', '0010_invited_again', '2026-11-29 10:49:59.871289+00');
INSERT INTO public.django_migrations VALUES (78, 'sessions', '0001_initial', '2026-11-29 10:49:59.892673+00');
INSERT INTO public.django_migrations VALUES (79, 'usersessions', '0001_initial', '2026-11-29 10:50:00.188696+00');
INSERT INTO public.mail_blockedaddress VALUES (1, 'gone@example.org', 'it bounced', '2026-11-29 10:50:00.940959+00');
INSERT INTO public.mail_mailattachment VALUES (1, 'dialogue.ics', 'text/calendar', '\x424547494e3a5643414c454e444152', 1);
INSERT INTO public.mail_mailattachment VALUES (2, 'dialogue.ics', 'text/calendar', '\x424547494e3a5643414c454e444152', 2);
INSERT INTO public.mail_outgoingmail VALUES (1, 'invitation', 'queued', 'en', 'Mei Tan', 'mei@example.org', '', '', 'About the invitation', 'Open https://dialogue.test/secret-link', '<html><head></head><body>https://dialogue.test/secret-link</body></html>', '\x424547494e3a5643414c454e444152', 'REQUEST', '<5452c621-778c-40aa-bfc0-55b41ff9a490@dialogue.test>', '2026-11-29 10:50:00.960635+00', 0, '2026-11-29 10:50:00.960646+00', NULL, NULL, NULL, NULL, NULL, NULL, 'example.org', '', '', '{}', '', '', 1, NULL, NULL, '{}', false, '');
INSERT INTO public.mail_outgoingmail VALUES (2, 'reminder', 'queued', 'en', 'Mei Tan', 'mei@example.org', '', '', 'About the reminder', 'Open https://dialogue.test/secret-link', '<html><head></head><body>https://dialogue.test/secret-link</body></html>', '\x424547494e3a5643414c454e444152', 'REQUEST', '<a57c006f-c6d5-45d7-92ae-4ea6629d2b90@dialogue.test>', '2026-11-29 10:50:00.972575+00', 0, '2026-11-29 10:50:00.972585+00', NULL, NULL, NULL, NULL, NULL, NULL, 'example.org', '', '', '{}', '', '', 1, NULL, NULL, '{}', false, '');
INSERT INTO public.participants_category VALUES (1, 'category-4', 'Regulators 4', 'Regulators 4', 'Cơ quan quản lý 4', 10, 0, 1);
INSERT INTO public.participants_datarequest VALUES (1, 2026, 1, 'see', '2026-11-29 10:50:00.996628+00', 'letter', '', 'What do you hold about me?', '2026-12-01 16:59:59+00', NULL, 'open', '', NULL, NULL, '', NULL, '', '', '', NULL, NULL, NULL, 1, NULL, 1);
INSERT INTO public.participants_delegation VALUES (1, '', 'dce4eb133e029e5', 1, 2, 2);
INSERT INTO public.participants_historicaldatarequest VALUES (1, 2026, 1, 'see', '2026-11-29 10:50:00.996628+00', 'letter', '', 'What do you hold about me?', '2026-12-01 16:59:59+00', NULL, 'open', '', NULL, NULL, '', NULL, '', '', '', NULL, NULL, 1, '2026-11-29 10:50:01.115972+00', NULL, '+', NULL, 1, NULL, NULL, 1);
INSERT INTO public.participants_historicalperson VALUES (1, 'Tan', 'Mei 2', '', NULL, NULL, '', NULL, NULL, '', NULL, NULL, 'SG', 100, '', 'en', 'person-2@example.org', '', '', '', '', 1, '2026-11-29 10:50:00.852454+00', NULL, '+', NULL, 1);
INSERT INTO public.participants_historicalperson VALUES (2, 'Tan', 'Mei 13', '', NULL, NULL, '', NULL, NULL, '', NULL, NULL, 'SG', 100, '', 'en', 'person-13@example.org', '', '', '', '', 2, '2026-11-29 10:50:00.988543+00', NULL, '+', NULL, 2);
INSERT INTO public.participants_incomingmail VALUES (1, '0000000000000000000000000000000000000000000000000000000000000014', '\x674141414141427244414e5a74593330725342303774674175776265764d3466504b747931515a354e61642d50693245716967396773656a68544c534377796f554f417a5855695f7430375472394a4557736f594b33315846733932352d6547784872695531466a4462575547756e616f4b4f72757845614d6f6939436236456f356c736e30305a4c643564', 40, 'mailbox', '2026-11-29 10:50:01.12474+00', '', 'Accepted: Regional dialogue', '', 'person-2@example.org', NULL, 'reply', '[]', 'new', NULL, 'ACCEPTED', '', 'person-2@example.org', 0, NULL, '[]', NULL, NULL, 1);
INSERT INTO public.participants_invitation VALUES (1, 'accepted', '', '', '2026-11-29 10:50:00.857653+00', '2026-11-29 10:50:00.857657+00', '2026-11-28 10:50:00.857497+00', '2031-05-15 10:00:00+00', NULL, NULL, '4bd70da50d518cb', 'e63148b3ae72ea5', '95b00ec0c5156fc', 0, NULL, NULL, 1, NULL, 1, NULL, 1);
INSERT INTO public.participants_organisation VALUES (1, 'Ministry 3', 'Ministry 3', 'Bộ 3', 'SG', '');
INSERT INTO public.participants_organisation VALUES (2, 'Ministry 12', 'Ministry 12', 'Bộ 12', 'SG', '');
INSERT INTO public.participants_peopleupload VALUES (1, 'list.csv', '\x46616d696c79206e616d652c452d6d61696c0a54616e2c74616e406578616d706c652e6f72670a', '2026-11-29 10:50:01.134639+00', NULL, 1);
INSERT INTO public.participants_person VALUES (1, 'Tan', 'Mei 2', '', NULL, NULL, '', NULL, NULL, '', NULL, NULL, 'SG', 100, '', '', '', 'en', 'person-2@example.org', '', '', '', '', 1);
INSERT INTO public.participants_person VALUES (2, 'Tan', 'Mei 13', '', NULL, NULL, '', NULL, NULL, '', NULL, NULL, 'SG', 100, '', '', '', 'en', 'person-13@example.org', '', '', '', '', 2);
INSERT INTO public.participants_reminderrule VALUES (1, 'details', 7, true, '2026-11-29 10:50:01.141103+00', 1);
SELECT pg_catalog.setval('public.account_emailaddress_id_seq', 1, false);
SELECT pg_catalog.setval('public.account_emailconfirmation_id_seq', 1, false);
SELECT pg_catalog.setval('public.agenda_acceptedconflict_id_seq', 1, false);
SELECT pg_catalog.setval('public.agenda_dismissal_id_seq', 1, false);
SELECT pg_catalog.setval('public.agenda_documentupload_id_seq', 1, true);
SELECT pg_catalog.setval('public.agenda_documentversion_id_seq', 1, true);
SELECT pg_catalog.setval('public.agenda_feedreading_id_seq', 1, false);
SELECT pg_catalog.setval('public.agenda_historicalsession_history_id_seq', 1, true);
SELECT pg_catalog.setval('public.agenda_historicalsessionnote_history_id_seq', 1, true);
SELECT pg_catalog.setval('public.agenda_historicalterm_history_id_seq', 1, true);
SELECT pg_catalog.setval('public.agenda_historicaltopic_history_id_seq', 1, true);
SELECT pg_catalog.setval('public.agenda_loadedrow_id_seq', 1, false);
SELECT pg_catalog.setval('public.agenda_organiserscalendar_id_seq', 1, true);
SELECT pg_catalog.setval('public.agenda_original_id_seq', 1, false);
SELECT pg_catalog.setval('public.agenda_paragraph_id_seq', 1, false);
SELECT pg_catalog.setval('public.agenda_passage_id_seq', 1, true);
SELECT pg_catalog.setval('public.agenda_release_id_seq', 1, true);
SELECT pg_catalog.setval('public.agenda_role_id_seq', 2, true);
SELECT pg_catalog.setval('public.agenda_room_id_seq', 1, true);
SELECT pg_catalog.setval('public.agenda_session_id_seq', 1, true);
SELECT pg_catalog.setval('public.agenda_session_topics_id_seq', 1, false);
SELECT pg_catalog.setval('public.agenda_sessionnote_id_seq', 1, true);
SELECT pg_catalog.setval('public.agenda_sessionnote_topics_id_seq', 1, false);
SELECT pg_catalog.setval('public.agenda_sourcedocument_id_seq', 1, true);
SELECT pg_catalog.setval('public.agenda_term_id_seq', 1, true);
SELECT pg_catalog.setval('public.agenda_topic_id_seq', 1, true);
SELECT pg_catalog.setval('public.agenda_topic_passages_id_seq', 1, false);
SELECT pg_catalog.setval('public.agenda_variant_id_seq', 1, false);
SELECT pg_catalog.setval('public.auth_group_id_seq', 4, true);
SELECT pg_catalog.setval('public.auth_group_permissions_id_seq', 470, true);
SELECT pg_catalog.setval('public.auth_permission_id_seq', 252, true);
SELECT pg_catalog.setval('public.auth_user_groups_id_seq', 1, false);
SELECT pg_catalog.setval('public.auth_user_id_seq', 2, true);
SELECT pg_catalog.setval('public.auth_user_user_permissions_id_seq', 1, false);
SELECT pg_catalog.setval('public.dialogue_dialogue_id_seq', 1, true);
SELECT pg_catalog.setval('public.dialogue_dialogue_organisers_id_seq', 1, false);
SELECT pg_catalog.setval('public.dialogue_heartbeat_id_seq', 1, false);
SELECT pg_catalog.setval('public.dialogue_historicaldialogue_history_id_seq', 1, true);
SELECT pg_catalog.setval('public.dialogue_historicalreviewaspect_history_id_seq', 1, false);
SELECT pg_catalog.setval('public.dialogue_historicalworkstream_history_id_seq', 1, false);
SELECT pg_catalog.setval('public.dialogue_institution_id_seq', 1, false);
SELECT pg_catalog.setval('public.dialogue_job_id_seq', 1, true);
SELECT pg_catalog.setval('public.dialogue_jobfile_id_seq', 1, true);
SELECT pg_catalog.setval('public.dialogue_reviewaspect_id_seq', 1, false);
SELECT pg_catalog.setval('public.dialogue_securityevent_id_seq', 1, true);
SELECT pg_catalog.setval('public.dialogue_workstream_id_seq', 1, false);
SELECT pg_catalog.setval('public.django_admin_log_id_seq', 1, false);
SELECT pg_catalog.setval('public.django_content_type_id_seq', 72, true);
SELECT pg_catalog.setval('public.django_migrations_id_seq', 79, true);
SELECT pg_catalog.setval('public.mail_blockedaddress_id_seq', 1, true);
SELECT pg_catalog.setval('public.mail_mailattachment_id_seq', 2, true);
SELECT pg_catalog.setval('public.mail_outboxmark_id_seq', 1, false);
SELECT pg_catalog.setval('public.mail_outgoingmail_id_seq', 2, true);
SELECT pg_catalog.setval('public.mail_unsubscription_id_seq', 1, false);
SELECT pg_catalog.setval('public.mail_wave_id_seq', 1, false);
SELECT pg_catalog.setval('public.mfa_authenticator_id_seq', 1, false);
SELECT pg_catalog.setval('public.participants_accesscode_id_seq', 1, false);
SELECT pg_catalog.setval('public.participants_answer_id_seq', 1, false);
SELECT pg_catalog.setval('public.participants_category_id_seq', 1, true);
SELECT pg_catalog.setval('public.participants_consent_id_seq', 1, false);
SELECT pg_catalog.setval('public.participants_datarequest_id_seq', 1, true);
SELECT pg_catalog.setval('public.participants_delegatedetails_id_seq', 1, false);
SELECT pg_catalog.setval('public.participants_delegation_id_seq', 1, true);
SELECT pg_catalog.setval('public.participants_erasure_id_seq', 1, false);
SELECT pg_catalog.setval('public.participants_historicaldatarequest_history_id_seq', 1, true);
SELECT pg_catalog.setval('public.participants_historicalperson_history_id_seq', 2, true);
SELECT pg_catalog.setval('public.participants_incomingmail_id_seq', 1, true);
SELECT pg_catalog.setval('public.participants_invitation_id_seq', 1, true);
SELECT pg_catalog.setval('public.participants_invitation_mails_id_seq', 1, false);
SELECT pg_catalog.setval('public.participants_invitationevent_id_seq', 1, false);
SELECT pg_catalog.setval('public.participants_nomination_id_seq', 1, false);
SELECT pg_catalog.setval('public.participants_organisation_id_seq', 2, true);
SELECT pg_catalog.setval('public.participants_peopleupload_id_seq', 1, true);
SELECT pg_catalog.setval('public.participants_person_id_seq', 2, true);
SELECT pg_catalog.setval('public.participants_reminder_id_seq', 1, false);
SELECT pg_catalog.setval('public.participants_reminderrule_id_seq', 1, true);
SELECT pg_catalog.setval('public.usersessions_usersession_id_seq', 1, false);
ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_email_987c8728_uniq UNIQUE (user_id, email);
ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_key_key UNIQUE (key);
ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.agenda_acceptedconflict
    ADD CONSTRAINT agenda_acceptedconflict_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.agenda_dismissal
    ADD CONSTRAINT agenda_dismissal_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.agenda_documentupload
    ADD CONSTRAINT agenda_documentupload_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.agenda_documentversion
    ADD CONSTRAINT agenda_documentversion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.agenda_feedreading
    ADD CONSTRAINT agenda_feedreading_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.agenda_historicalsession
    ADD CONSTRAINT agenda_historicalsession_pkey PRIMARY KEY (history_id);
ALTER TABLE ONLY public.agenda_historicalsessionnote
    ADD CONSTRAINT agenda_historicalsessionnote_pkey PRIMARY KEY (history_id);
ALTER TABLE ONLY public.agenda_historicalterm
    ADD CONSTRAINT agenda_historicalterm_pkey PRIMARY KEY (history_id);
ALTER TABLE ONLY public.agenda_historicaltopic
    ADD CONSTRAINT agenda_historicaltopic_pkey PRIMARY KEY (history_id);
ALTER TABLE ONLY public.agenda_loadedrow
    ADD CONSTRAINT agenda_loadedrow_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.agenda_organiserscalendar
    ADD CONSTRAINT agenda_organiserscalendar_key_key UNIQUE (key);
ALTER TABLE ONLY public.agenda_organiserscalendar
    ADD CONSTRAINT agenda_organiserscalendar_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.agenda_original
    ADD CONSTRAINT agenda_original_document_id_key UNIQUE (document_id);
ALTER TABLE ONLY public.agenda_original
    ADD CONSTRAINT agenda_original_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.agenda_paragraph
    ADD CONSTRAINT agenda_paragraph_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.agenda_passage
    ADD CONSTRAINT agenda_passage_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.agenda_release
    ADD CONSTRAINT agenda_release_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.agenda_role
    ADD CONSTRAINT agenda_role_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.agenda_room
    ADD CONSTRAINT agenda_room_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.agenda_seenrelease
    ADD CONSTRAINT agenda_seenrelease_pkey PRIMARY KEY (invitation_id);
ALTER TABLE ONLY public.agenda_session
    ADD CONSTRAINT agenda_session_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.agenda_session_topics
    ADD CONSTRAINT agenda_session_topics_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.agenda_session_topics
    ADD CONSTRAINT agenda_session_topics_session_id_topic_id_0cb4fa02_uniq UNIQUE (session_id, topic_id);
ALTER TABLE ONLY public.agenda_session
    ADD CONSTRAINT agenda_session_uid_key UNIQUE (uid);
ALTER TABLE ONLY public.agenda_sessionnote
    ADD CONSTRAINT agenda_sessionnote_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.agenda_sessionnote_topics
    ADD CONSTRAINT agenda_sessionnote_topics_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.agenda_sessionnote_topics
    ADD CONSTRAINT agenda_sessionnote_topics_sessionnote_id_topic_id_d7333b0f_uniq UNIQUE (sessionnote_id, topic_id);
ALTER TABLE ONLY public.agenda_sourcedocument
    ADD CONSTRAINT agenda_sourcedocument_key_key UNIQUE (key);
ALTER TABLE ONLY public.agenda_sourcedocument
    ADD CONSTRAINT agenda_sourcedocument_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.agenda_term
    ADD CONSTRAINT agenda_term_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.agenda_topic_passages
    ADD CONSTRAINT agenda_topic_passages_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.agenda_topic_passages
    ADD CONSTRAINT agenda_topic_passages_topic_id_passage_id_d4103a87_uniq UNIQUE (topic_id, passage_id);
ALTER TABLE ONLY public.agenda_topic
    ADD CONSTRAINT agenda_topic_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.agenda_variant
    ADD CONSTRAINT agenda_variant_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_user_groups
    ADD CONSTRAINT auth_user_groups_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_user_groups
    ADD CONSTRAINT auth_user_groups_user_id_group_id_94350c0c_uniq UNIQUE (user_id, group_id);
ALTER TABLE ONLY public.auth_user
    ADD CONSTRAINT auth_user_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_user_user_permissions
    ADD CONSTRAINT auth_user_user_permissions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_user_user_permissions
    ADD CONSTRAINT auth_user_user_permissions_user_id_permission_id_14a6b632_uniq UNIQUE (user_id, permission_id);
ALTER TABLE ONLY public.auth_user
    ADD CONSTRAINT auth_user_username_key UNIQUE (username);
ALTER TABLE ONLY public.participants_category
    ADD CONSTRAINT category_slug_per_dialogue UNIQUE (dialogue_id, slug);
ALTER TABLE ONLY public.agenda_acceptedconflict
    ADD CONSTRAINT conflict_accepted_once_per_dialogue UNIQUE (dialogue_id, fingerprint);
ALTER TABLE ONLY public.participants_datarequest
    ADD CONSTRAINT data_request_numbered_once UNIQUE (year, number);
ALTER TABLE ONLY public.participants_delegation
    ADD CONSTRAINT delegation_once_per_institution UNIQUE (dialogue_id, organisation_id);
ALTER TABLE ONLY public.dialogue_dialogue_organisers
    ADD CONSTRAINT dialogue_dialogue_organisers_dialogue_id_user_id_2df1e235_uniq UNIQUE (dialogue_id, user_id);
ALTER TABLE ONLY public.dialogue_dialogue_organisers
    ADD CONSTRAINT dialogue_dialogue_organisers_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.dialogue_dialogue
    ADD CONSTRAINT dialogue_dialogue_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.dialogue_dialogue
    ADD CONSTRAINT dialogue_dialogue_slug_key UNIQUE (slug);
ALTER TABLE ONLY public.dialogue_dialogue
    ADD CONSTRAINT dialogue_dialogue_uid_key UNIQUE (uid);
ALTER TABLE ONLY public.dialogue_heartbeat
    ADD CONSTRAINT dialogue_heartbeat_name_key UNIQUE (name);
ALTER TABLE ONLY public.dialogue_heartbeat
    ADD CONSTRAINT dialogue_heartbeat_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.dialogue_historicaldialogue
    ADD CONSTRAINT dialogue_historicaldialogue_pkey PRIMARY KEY (history_id);
ALTER TABLE ONLY public.dialogue_historicalreviewaspect
    ADD CONSTRAINT dialogue_historicalreviewaspect_pkey PRIMARY KEY (history_id);
ALTER TABLE ONLY public.dialogue_historicalworkstream
    ADD CONSTRAINT dialogue_historicalworkstream_pkey PRIMARY KEY (history_id);
ALTER TABLE ONLY public.dialogue_institution
    ADD CONSTRAINT dialogue_institution_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.dialogue_job
    ADD CONSTRAINT dialogue_job_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.dialogue_jobfile
    ADD CONSTRAINT dialogue_jobfile_job_id_key UNIQUE (job_id);
ALTER TABLE ONLY public.dialogue_jobfile
    ADD CONSTRAINT dialogue_jobfile_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.dialogue_reviewaspect
    ADD CONSTRAINT dialogue_reviewaspect_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.dialogue_securityevent
    ADD CONSTRAINT dialogue_securityevent_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.dialogue_workstream
    ADD CONSTRAINT dialogue_workstream_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.dialogue_workstream
    ADD CONSTRAINT dialogue_workstream_uid_key UNIQUE (uid);
ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);
ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_session
    ADD CONSTRAINT django_session_pkey PRIMARY KEY (session_key);
ALTER TABLE ONLY public.django_tasks_database_dbtaskresult
    ADD CONSTRAINT django_tasks_database_dbtaskresult_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.participants_erasure
    ADD CONSTRAINT erasure_noted_once UNIQUE (person, erased_at);
ALTER TABLE ONLY public.agenda_loadedrow
    ADD CONSTRAINT loaded_row_once_per_key UNIQUE (model, key);
ALTER TABLE ONLY public.mail_blockedaddress
    ADD CONSTRAINT mail_blockedaddress_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.mail_mailattachment
    ADD CONSTRAINT mail_mailattachment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.mail_outboxmark
    ADD CONSTRAINT mail_outboxmark_name_key UNIQUE (name);
ALTER TABLE ONLY public.mail_outboxmark
    ADD CONSTRAINT mail_outboxmark_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.mail_outgoingmail
    ADD CONSTRAINT mail_outgoingmail_message_id_key UNIQUE (message_id);
ALTER TABLE ONLY public.mail_outgoingmail
    ADD CONSTRAINT mail_outgoingmail_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.mail_unsubscription
    ADD CONSTRAINT mail_unsubscription_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.mail_wave
    ADD CONSTRAINT mail_wave_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.agenda_organiserscalendar
    ADD CONSTRAINT organiser_has_one_calendar_per_dialogue UNIQUE (dialogue_id, user_id);
ALTER TABLE ONLY public.agenda_paragraph
    ADD CONSTRAINT paragraph_number_per_document UNIQUE (document_id, number);
ALTER TABLE ONLY public.participants_accesscode
    ADD CONSTRAINT participants_accesscode_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.participants_answer
    ADD CONSTRAINT participants_answer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.participants_category
    ADD CONSTRAINT participants_category_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.participants_consent
    ADD CONSTRAINT participants_consent_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.participants_datarequest
    ADD CONSTRAINT participants_datarequest_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.participants_delegatedetails
    ADD CONSTRAINT participants_delegatedetails_invitation_id_key UNIQUE (invitation_id);
ALTER TABLE ONLY public.participants_delegatedetails
    ADD CONSTRAINT participants_delegatedetails_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.participants_delegation
    ADD CONSTRAINT participants_delegation_link_key_key UNIQUE (link_key);
ALTER TABLE ONLY public.participants_delegation
    ADD CONSTRAINT participants_delegation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.participants_erasure
    ADD CONSTRAINT participants_erasure_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.participants_historicaldatarequest
    ADD CONSTRAINT participants_historicaldatarequest_pkey PRIMARY KEY (history_id);
ALTER TABLE ONLY public.participants_historicalperson
    ADD CONSTRAINT participants_historicalperson_pkey PRIMARY KEY (history_id);
ALTER TABLE ONLY public.participants_incomingmail
    ADD CONSTRAINT participants_incomingmail_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.participants_incomingmail
    ADD CONSTRAINT participants_incomingmail_sha256_key UNIQUE (sha256);
ALTER TABLE ONLY public.participants_invitation_mails
    ADD CONSTRAINT participants_invitation__invitation_id_outgoingma_ba87db9e_uniq UNIQUE (invitation_id, outgoingmail_id);
ALTER TABLE ONLY public.participants_invitation
    ADD CONSTRAINT participants_invitation_calendar_key_key UNIQUE (calendar_key);
ALTER TABLE ONLY public.participants_invitation
    ADD CONSTRAINT participants_invitation_link_key_key UNIQUE (link_key);
ALTER TABLE ONLY public.participants_invitation_mails
    ADD CONSTRAINT participants_invitation_mails_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.participants_invitation
    ADD CONSTRAINT participants_invitation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.participants_invitation
    ADD CONSTRAINT participants_invitation_replaces_id_key UNIQUE (replaces_id);
ALTER TABLE ONLY public.participants_invitation
    ADD CONSTRAINT participants_invitation_reply_key_key UNIQUE (reply_key);
ALTER TABLE ONLY public.participants_invitationevent
    ADD CONSTRAINT participants_invitationevent_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.participants_nomination
    ADD CONSTRAINT participants_nomination_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.participants_organisation
    ADD CONSTRAINT participants_organisation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.participants_peopleupload
    ADD CONSTRAINT participants_peopleupload_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.participants_person
    ADD CONSTRAINT participants_person_email_key UNIQUE (email);
ALTER TABLE ONLY public.participants_person
    ADD CONSTRAINT participants_person_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.participants_reminder
    ADD CONSTRAINT participants_reminder_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.participants_reminderrule
    ADD CONSTRAINT participants_reminderrule_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.agenda_passage
    ADD CONSTRAINT passage_anchor_once_per_paragraph UNIQUE (document_id, start, "end", paragraph_number);
ALTER TABLE ONLY public.agenda_role
    ADD CONSTRAINT person_has_a_role_once_per_session UNIQUE (session_id, person_id, kind);
ALTER TABLE ONLY public.agenda_feedreading
    ADD CONSTRAINT personal_reading_once_per_program UNIQUE (invitation_id, client);
ALTER TABLE ONLY public.agenda_release
    ADD CONSTRAINT release_number_per_dialogue UNIQUE (dialogue_id, number);
ALTER TABLE ONLY public.participants_reminder
    ADD CONSTRAINT reminder_once_per_rule_and_moment UNIQUE (invitation_id, rule_id, deadline_at);
ALTER TABLE ONLY public.participants_reminderrule
    ADD CONSTRAINT reminder_rule_once UNIQUE (dialogue_id, kind, days_before);
ALTER TABLE ONLY public.dialogue_reviewaspect
    ADD CONSTRAINT review_aspect_once_per_dialogue UNIQUE (dialogue_id, aspect);
ALTER TABLE ONLY public.agenda_room
    ADD CONSTRAINT room_slug_per_dialogue UNIQUE (dialogue_id, slug);
ALTER TABLE ONLY public.agenda_session
    ADD CONSTRAINT session_on_record_once UNIQUE (on_record_key);
ALTER TABLE ONLY public.agenda_session
    ADD CONSTRAINT session_slug_per_dialogue UNIQUE (dialogue_id, slug);
ALTER TABLE ONLY public.agenda_dismissal
    ADD CONSTRAINT suggestion_dismissed_once_per_topic UNIQUE (topic_id, fingerprint);
ALTER TABLE ONLY public.agenda_term
    ADD CONSTRAINT term_slug_per_dialogue UNIQUE (dialogue_id, slug);
ALTER TABLE ONLY public.agenda_topic
    ADD CONSTRAINT topic_number_per_dialogue UNIQUE (dialogue_id, number);
ALTER TABLE ONLY public.agenda_topic
    ADD CONSTRAINT topic_slug_per_dialogue UNIQUE (dialogue_id, slug);
ALTER TABLE ONLY public.usersessions_usersession
    ADD CONSTRAINT usersessions_usersession_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.usersessions_usersession
    ADD CONSTRAINT usersessions_usersession_session_key_key UNIQUE (session_key);
ALTER TABLE ONLY public.agenda_variant
    ADD CONSTRAINT variant_once_per_term UNIQUE (term_id, language, text);
ALTER TABLE ONLY public.mail_wave
    ADD CONSTRAINT wave_named_once UNIQUE (dialogue_id, name);
CREATE INDEX account_emailaddress_email_03be32b2 ON public.account_emailaddress USING btree (email);
CREATE INDEX account_emailaddress_email_03be32b2_like ON public.account_emailaddress USING btree (email varchar_pattern_ops);
CREATE INDEX account_emailaddress_user_id_2c513194 ON public.account_emailaddress USING btree (user_id);
CREATE INDEX account_emailconfirmation_email_address_id_5b7f8c58 ON public.account_emailconfirmation USING btree (email_address_id);
CREATE INDEX account_emailconfirmation_key_f43612bd_like ON public.account_emailconfirmation USING btree (key varchar_pattern_ops);
CREATE UNIQUE INDEX address_blocked_once ON public.mail_blockedaddress USING btree (lower((address)::text));
CREATE INDEX agenda_acceptedconflict_dialogue_id_77d3b10f ON public.agenda_acceptedconflict USING btree (dialogue_id);
CREATE INDEX agenda_dismissal_dismissed_by_id_871099b6 ON public.agenda_dismissal USING btree (dismissed_by_id);
CREATE INDEX agenda_dismissal_topic_id_e1a8f033 ON public.agenda_dismissal USING btree (topic_id);
CREATE INDEX agenda_documentupload_document_id_891fb686 ON public.agenda_documentupload USING btree (document_id);
CREATE INDEX agenda_documentupload_user_id_33e58324 ON public.agenda_documentupload USING btree (user_id);
CREATE INDEX agenda_documentversion_document_id_1b48f8f9 ON public.agenda_documentversion USING btree (document_id);
CREATE INDEX agenda_documentversion_replaced_by_id_997dce34 ON public.agenda_documentversion USING btree (replaced_by_id);
CREATE INDEX agenda_feedreading_dialogue_id_7a35ecd4 ON public.agenda_feedreading USING btree (dialogue_id);
CREATE INDEX agenda_feedreading_invitation_id_0fa50eb5 ON public.agenda_feedreading USING btree (invitation_id);
CREATE INDEX agenda_feedreading_slug_3f0febf2 ON public.agenda_feedreading USING btree (slug);
CREATE INDEX agenda_feedreading_slug_3f0febf2_like ON public.agenda_feedreading USING btree (slug varchar_pattern_ops);
CREATE INDEX agenda_historicalsession_dialogue_id_d099c7cf ON public.agenda_historicalsession USING btree (dialogue_id);
CREATE INDEX agenda_historicalsession_history_date_5a4e29c4 ON public.agenda_historicalsession USING btree (history_date);
CREATE INDEX agenda_historicalsession_history_user_id_571088df ON public.agenda_historicalsession USING btree (history_user_id);
CREATE INDEX agenda_historicalsession_id_215ff47f ON public.agenda_historicalsession USING btree (id);
CREATE INDEX agenda_historicalsession_room_id_8ad23184 ON public.agenda_historicalsession USING btree (room_id);
CREATE INDEX agenda_historicalsession_slug_b7868811 ON public.agenda_historicalsession USING btree (slug);
CREATE INDEX agenda_historicalsession_slug_b7868811_like ON public.agenda_historicalsession USING btree (slug varchar_pattern_ops);
CREATE INDEX agenda_historicalsession_uid_124de6be ON public.agenda_historicalsession USING btree (uid);
CREATE INDEX agenda_historicalsessionnote_history_date_2589992f ON public.agenda_historicalsessionnote USING btree (history_date);
CREATE INDEX agenda_historicalsessionnote_history_user_id_a5037218 ON public.agenda_historicalsessionnote USING btree (history_user_id);
CREATE INDEX agenda_historicalsessionnote_id_70fb18d9 ON public.agenda_historicalsessionnote USING btree (id);
CREATE INDEX agenda_historicalsessionnote_session_id_8b252e57 ON public.agenda_historicalsessionnote USING btree (session_id);
CREATE INDEX agenda_historicalsessionnote_written_by_id_1d32d234 ON public.agenda_historicalsessionnote USING btree (written_by_id);
CREATE INDEX agenda_historicalterm_dialogue_id_30503559 ON public.agenda_historicalterm USING btree (dialogue_id);
CREATE INDEX agenda_historicalterm_history_date_05e49f23 ON public.agenda_historicalterm USING btree (history_date);
CREATE INDEX agenda_historicalterm_history_user_id_024cc64f ON public.agenda_historicalterm USING btree (history_user_id);
CREATE INDEX agenda_historicalterm_id_e0eb0ead ON public.agenda_historicalterm USING btree (id);
CREATE INDEX agenda_historicalterm_slug_45740eb4 ON public.agenda_historicalterm USING btree (slug);
CREATE INDEX agenda_historicalterm_slug_45740eb4_like ON public.agenda_historicalterm USING btree (slug varchar_pattern_ops);
CREATE INDEX agenda_historicaltopic_dialogue_id_cdea4576 ON public.agenda_historicaltopic USING btree (dialogue_id);
CREATE INDEX agenda_historicaltopic_history_date_ebee3510 ON public.agenda_historicaltopic USING btree (history_date);
CREATE INDEX agenda_historicaltopic_history_user_id_2a0841d1 ON public.agenda_historicaltopic USING btree (history_user_id);
CREATE INDEX agenda_historicaltopic_id_d928c43c ON public.agenda_historicaltopic USING btree (id);
CREATE INDEX agenda_historicaltopic_slug_bb8c4e7c ON public.agenda_historicaltopic USING btree (slug);
CREATE INDEX agenda_historicaltopic_slug_bb8c4e7c_like ON public.agenda_historicaltopic USING btree (slug varchar_pattern_ops);
CREATE INDEX agenda_organiserscalendar_dialogue_id_748b90c4 ON public.agenda_organiserscalendar USING btree (dialogue_id);
CREATE INDEX agenda_organiserscalendar_key_7a77b6aa_like ON public.agenda_organiserscalendar USING btree (key varchar_pattern_ops);
CREATE INDEX agenda_organiserscalendar_user_id_74e55af9 ON public.agenda_organiserscalendar USING btree (user_id);
CREATE INDEX agenda_paragraph_document_id_47e55a70 ON public.agenda_paragraph USING btree (document_id);
CREATE INDEX agenda_passage_document_id_cf00a218 ON public.agenda_passage USING btree (document_id);
CREATE INDEX agenda_passage_paragraph_id_bbc91fa9 ON public.agenda_passage USING btree (paragraph_id);
CREATE INDEX agenda_release_dialogue_id_ac93344e ON public.agenda_release USING btree (dialogue_id);
CREATE INDEX agenda_role_person_id_0f573235 ON public.agenda_role USING btree (person_id);
CREATE INDEX agenda_role_session_id_c8b6578c ON public.agenda_role USING btree (session_id);
CREATE INDEX agenda_room_dialogue_id_c8f56877 ON public.agenda_room USING btree (dialogue_id);
CREATE INDEX agenda_room_slug_f1349575 ON public.agenda_room USING btree (slug);
CREATE INDEX agenda_room_slug_f1349575_like ON public.agenda_room USING btree (slug varchar_pattern_ops);
CREATE INDEX agenda_seenrelease_release_id_45747017 ON public.agenda_seenrelease USING btree (release_id);
CREATE INDEX agenda_session_dialogue_id_7df9ebb2 ON public.agenda_session USING btree (dialogue_id);
CREATE INDEX agenda_session_room_id_ca78c57c ON public.agenda_session USING btree (room_id);
CREATE INDEX agenda_session_slug_559dbec7 ON public.agenda_session USING btree (slug);
CREATE INDEX agenda_session_slug_559dbec7_like ON public.agenda_session USING btree (slug varchar_pattern_ops);
CREATE INDEX agenda_session_topics_session_id_69d9d14f ON public.agenda_session_topics USING btree (session_id);
CREATE INDEX agenda_session_topics_topic_id_7994e182 ON public.agenda_session_topics USING btree (topic_id);
CREATE INDEX agenda_sessionnote_on_record_id_39b44df7 ON public.agenda_sessionnote USING btree (on_record_id);
CREATE INDEX agenda_sessionnote_session_id_a632d6da ON public.agenda_sessionnote USING btree (session_id);
CREATE INDEX agenda_sessionnote_speaker_id_0694a1b5 ON public.agenda_sessionnote USING btree (speaker_id);
CREATE INDEX agenda_sessionnote_topics_sessionnote_id_f5f22ba5 ON public.agenda_sessionnote_topics USING btree (sessionnote_id);
CREATE INDEX agenda_sessionnote_topics_topic_id_7998a096 ON public.agenda_sessionnote_topics USING btree (topic_id);
CREATE INDEX agenda_sessionnote_written_by_id_d23480ae ON public.agenda_sessionnote USING btree (written_by_id);
CREATE INDEX agenda_sourcedocument_duplicate_of_id_e2a22c55 ON public.agenda_sourcedocument USING btree (duplicate_of_id);
CREATE INDEX agenda_sourcedocument_key_41a75479_like ON public.agenda_sourcedocument USING btree (key varchar_pattern_ops);
CREATE INDEX agenda_term_dialogue_id_4b9576f3 ON public.agenda_term USING btree (dialogue_id);
CREATE INDEX agenda_term_slug_5c02f1cb ON public.agenda_term USING btree (slug);
CREATE INDEX agenda_term_slug_5c02f1cb_like ON public.agenda_term USING btree (slug varchar_pattern_ops);
CREATE INDEX agenda_topic_dialogue_id_1468d4db ON public.agenda_topic USING btree (dialogue_id);
CREATE INDEX agenda_topic_passages_passage_id_191263c8 ON public.agenda_topic_passages USING btree (passage_id);
CREATE INDEX agenda_topic_passages_topic_id_c526fdf6 ON public.agenda_topic_passages USING btree (topic_id);
CREATE INDEX agenda_topic_slug_cec92668 ON public.agenda_topic USING btree (slug);
CREATE INDEX agenda_topic_slug_cec92668_like ON public.agenda_topic USING btree (slug varchar_pattern_ops);
CREATE INDEX agenda_variant_term_id_fadd27a0 ON public.agenda_variant USING btree (term_id);
CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);
CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);
CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);
CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);
CREATE INDEX auth_user_groups_group_id_97559544 ON public.auth_user_groups USING btree (group_id);
CREATE INDEX auth_user_groups_user_id_6a12ed8b ON public.auth_user_groups USING btree (user_id);
CREATE INDEX auth_user_user_permissions_permission_id_1fbb5f2c ON public.auth_user_user_permissions USING btree (permission_id);
CREATE INDEX auth_user_user_permissions_user_id_a95ead1b ON public.auth_user_user_permissions USING btree (user_id);
CREATE INDEX auth_user_username_6821ab7c_like ON public.auth_user USING btree (username varchar_pattern_ops);
CREATE INDEX dialogue_dialogue_organisers_dialogue_id_e38f1901 ON public.dialogue_dialogue_organisers USING btree (dialogue_id);
CREATE INDEX dialogue_dialogue_organisers_user_id_f597e6dc ON public.dialogue_dialogue_organisers USING btree (user_id);
CREATE INDEX dialogue_dialogue_slug_6a814950_like ON public.dialogue_dialogue USING btree (slug varchar_pattern_ops);
CREATE INDEX dialogue_heartbeat_name_80891a93_like ON public.dialogue_heartbeat USING btree (name varchar_pattern_ops);
CREATE INDEX dialogue_historicaldialogue_history_date_21235117 ON public.dialogue_historicaldialogue USING btree (history_date);
CREATE INDEX dialogue_historicaldialogue_history_user_id_e3d39df2 ON public.dialogue_historicaldialogue USING btree (history_user_id);
CREATE INDEX dialogue_historicaldialogue_id_b2523189 ON public.dialogue_historicaldialogue USING btree (id);
CREATE INDEX dialogue_historicaldialogue_slug_d6b462c5 ON public.dialogue_historicaldialogue USING btree (slug);
CREATE INDEX dialogue_historicaldialogue_slug_d6b462c5_like ON public.dialogue_historicaldialogue USING btree (slug varchar_pattern_ops);
CREATE INDEX dialogue_historicaldialogue_uid_cd0d0c96 ON public.dialogue_historicaldialogue USING btree (uid);
CREATE INDEX dialogue_historicalreviewaspect_dialogue_id_93b6ebb1 ON public.dialogue_historicalreviewaspect USING btree (dialogue_id);
CREATE INDEX dialogue_historicalreviewaspect_history_date_08f4b310 ON public.dialogue_historicalreviewaspect USING btree (history_date);
CREATE INDEX dialogue_historicalreviewaspect_history_user_id_bcf9d4df ON public.dialogue_historicalreviewaspect USING btree (history_user_id);
CREATE INDEX dialogue_historicalreviewaspect_id_fbc97580 ON public.dialogue_historicalreviewaspect USING btree (id);
CREATE INDEX dialogue_historicalworkstream_dialogue_id_dcf80a9e ON public.dialogue_historicalworkstream USING btree (dialogue_id);
CREATE INDEX dialogue_historicalworkstream_history_date_b776a9cd ON public.dialogue_historicalworkstream USING btree (history_date);
CREATE INDEX dialogue_historicalworkstream_history_user_id_a4b872f9 ON public.dialogue_historicalworkstream USING btree (history_user_id);
CREATE INDEX dialogue_historicalworkstream_id_ae208818 ON public.dialogue_historicalworkstream USING btree (id);
CREATE INDEX dialogue_historicalworkstream_uid_5fadcb50 ON public.dialogue_historicalworkstream USING btree (uid);
CREATE INDEX dialogue_institution_dialogue_id_4c0d6c18 ON public.dialogue_institution USING btree (dialogue_id);
CREATE INDEX dialogue_job_dialogue_id_42e69096 ON public.dialogue_job USING btree (dialogue_id);
CREATE INDEX dialogue_job_user_id_5993684e ON public.dialogue_job USING btree (user_id);
CREATE INDEX dialogue_reviewaspect_dialogue_id_3f9f7e11 ON public.dialogue_reviewaspect USING btree (dialogue_id);
CREATE INDEX dialogue_securityevent_happened_at_4ccc2997 ON public.dialogue_securityevent USING btree (happened_at);
CREATE INDEX dialogue_securityevent_kind_40010e1a ON public.dialogue_securityevent USING btree (kind);
CREATE INDEX dialogue_securityevent_kind_40010e1a_like ON public.dialogue_securityevent USING btree (kind varchar_pattern_ops);
CREATE INDEX dialogue_workstream_dialogue_id_9e5291ef ON public.dialogue_workstream USING btree (dialogue_id);
CREATE INDEX django_admin_log_content_type_id_c4bce8eb ON public.django_admin_log USING btree (content_type_id);
CREATE INDEX django_admin_log_user_id_c564eba6 ON public.django_admin_log USING btree (user_id);
CREATE INDEX django_session_expire_date_a5c62663 ON public.django_session USING btree (expire_date);
CREATE INDEX django_session_session_key_c0390e0f_like ON public.django_session USING btree (session_key varchar_pattern_ops);
CREATE INDEX django_task_backend_071754_idx ON public.django_tasks_database_dbtaskresult USING btree (backend_name);
CREATE INDEX django_task_queue_n_99c321_idx ON public.django_tasks_database_dbtaskresult USING btree (queue_name);
CREATE UNIQUE INDEX feed_reading_once_per_program ON public.agenda_feedreading USING btree (dialogue_id, feed, slug, client) WHERE (invitation_id IS NULL);
CREATE INDEX incoming_by_state_and_time ON public.participants_incomingmail USING btree (state, received_at DESC);
CREATE INDEX invitation_by_status ON public.participants_invitation USING btree (dialogue_id, status);
CREATE INDEX mail_by_last_attempt ON public.mail_outgoingmail USING btree (tried_at);
CREATE INDEX mail_by_reader ON public.mail_outgoingmail USING btree (dialogue_id, to_name);
CREATE INDEX mail_by_state_and_time ON public.mail_outgoingmail USING btree (state, next_try_at);
CREATE INDEX mail_mailattachment_mail_id_4a0c32b4 ON public.mail_mailattachment USING btree (mail_id);
CREATE INDEX mail_outboxmark_name_9f109810_like ON public.mail_outboxmark USING btree (name varchar_pattern_ops);
CREATE INDEX mail_outgoingmail_dialogue_id_f0b5a199 ON public.mail_outgoingmail USING btree (dialogue_id);
CREATE INDEX mail_outgoingmail_edited_by_id_113f2277 ON public.mail_outgoingmail USING btree (edited_by_id);
CREATE INDEX mail_outgoingmail_message_id_5b018f1a_like ON public.mail_outgoingmail USING btree (message_id varchar_pattern_ops);
CREATE INDEX mail_outgoingmail_wave_id_a0dcea26 ON public.mail_outgoingmail USING btree (wave_id);
CREATE INDEX mail_unsubscription_dialogue_id_667a87d9 ON public.mail_unsubscription USING btree (dialogue_id);
CREATE INDEX mail_wave_dialogue_id_54657c6d ON public.mail_wave USING btree (dialogue_id);
CREATE INDEX mfa_authenticator_user_id_0c3a50c0 ON public.mfa_authenticator USING btree (user_id);
CREATE UNIQUE INDEX nomination_open_once_per_seat ON public.participants_nomination USING btree (invitation_id) WHERE ((outcome)::text = 'open'::text);
CREATE INDEX participants_accesscode_invitation_id_fb6fb49e ON public.participants_accesscode USING btree (invitation_id);
CREATE INDEX participants_answer_invitation_id_2b99d017 ON public.participants_answer USING btree (invitation_id);
CREATE INDEX participants_answer_recorded_by_id_9450d7d2 ON public.participants_answer USING btree (recorded_by_id);
CREATE INDEX participants_category_dialogue_id_f1132367 ON public.participants_category USING btree (dialogue_id);
CREATE INDEX participants_category_slug_543e6065 ON public.participants_category USING btree (slug);
CREATE INDEX participants_category_slug_543e6065_like ON public.participants_category USING btree (slug varchar_pattern_ops);
CREATE INDEX participants_consent_invitation_id_d0bb36d8 ON public.participants_consent USING btree (invitation_id);
CREATE INDEX participants_datarequest_answered_by_id_f49c33ca ON public.participants_datarequest USING btree (answered_by_id);
CREATE INDEX participants_datarequest_dialogue_id_488752bc ON public.participants_datarequest USING btree (dialogue_id);
CREATE INDEX participants_datarequest_handled_by_id_854130db ON public.participants_datarequest USING btree (handled_by_id);
CREATE INDEX participants_datarequest_person_id_84df0c29 ON public.participants_datarequest USING btree (person_id);
CREATE INDEX participants_delegation_dialogue_id_0d81ba1f ON public.participants_delegation USING btree (dialogue_id);
CREATE INDEX participants_delegation_focal_point_id_7396d31e ON public.participants_delegation USING btree (focal_point_id);
CREATE INDEX participants_delegation_link_key_865b99ba_like ON public.participants_delegation USING btree (link_key varchar_pattern_ops);
CREATE INDEX participants_delegation_organisation_id_81e29b6d ON public.participants_delegation USING btree (organisation_id);
CREATE INDEX participants_erasure_erased_by_id_f98aefa6 ON public.participants_erasure USING btree (erased_by_id);
CREATE INDEX participants_historicaldatarequest_answered_by_id_bd143be2 ON public.participants_historicaldatarequest USING btree (answered_by_id);
CREATE INDEX participants_historicaldatarequest_dialogue_id_f78c0c84 ON public.participants_historicaldatarequest USING btree (dialogue_id);
CREATE INDEX participants_historicaldatarequest_handled_by_id_b7699f8b ON public.participants_historicaldatarequest USING btree (handled_by_id);
CREATE INDEX participants_historicaldatarequest_history_date_c86ab7ce ON public.participants_historicaldatarequest USING btree (history_date);
CREATE INDEX participants_historicaldatarequest_history_user_id_493371bd ON public.participants_historicaldatarequest USING btree (history_user_id);
CREATE INDEX participants_historicaldatarequest_id_755b80ea ON public.participants_historicaldatarequest USING btree (id);
CREATE INDEX participants_historicaldatarequest_person_id_96aeba96 ON public.participants_historicaldatarequest USING btree (person_id);
CREATE INDEX participants_historicalperson_email_f39d388a ON public.participants_historicalperson USING btree (email);
CREATE INDEX participants_historicalperson_email_f39d388a_like ON public.participants_historicalperson USING btree (email varchar_pattern_ops);
CREATE INDEX participants_historicalperson_history_date_17f80b31 ON public.participants_historicalperson USING btree (history_date);
CREATE INDEX participants_historicalperson_history_user_id_8d4a84ae ON public.participants_historicalperson USING btree (history_user_id);
CREATE INDEX participants_historicalperson_id_532c1f41 ON public.participants_historicalperson USING btree (id);
CREATE INDEX participants_historicalperson_organisation_id_0b26d9b0 ON public.participants_historicalperson USING btree (organisation_id);
CREATE INDEX participants_incomingmail_decided_by_id_4d4ff44a ON public.participants_incomingmail USING btree (decided_by_id);
CREATE INDEX participants_incomingmail_invitation_id_c4c16f12 ON public.participants_incomingmail USING btree (invitation_id);
CREATE INDEX participants_incomingmail_mail_id_c8b292f5 ON public.participants_incomingmail USING btree (mail_id);
CREATE INDEX participants_incomingmail_sha256_0381c380_like ON public.participants_incomingmail USING btree (sha256 varchar_pattern_ops);
CREATE INDEX participants_invitation_calendar_key_e3816e93_like ON public.participants_invitation USING btree (calendar_key varchar_pattern_ops);
CREATE INDEX participants_invitation_category_id_139c2ff8 ON public.participants_invitation USING btree (category_id);
CREATE INDEX participants_invitation_delegation_id_8af0530b ON public.participants_invitation USING btree (delegation_id);
CREATE INDEX participants_invitation_dialogue_id_46dff452 ON public.participants_invitation USING btree (dialogue_id);
CREATE INDEX participants_invitation_link_key_7af43612_like ON public.participants_invitation USING btree (link_key varchar_pattern_ops);
CREATE INDEX participants_invitation_mails_invitation_id_38607e41 ON public.participants_invitation_mails USING btree (invitation_id);
CREATE INDEX participants_invitation_mails_outgoingmail_id_21f09e1c ON public.participants_invitation_mails USING btree (outgoingmail_id);
CREATE INDEX participants_invitation_person_id_3922b65d ON public.participants_invitation USING btree (person_id);
CREATE INDEX participants_invitation_reply_key_56b8c99f_like ON public.participants_invitation USING btree (reply_key varchar_pattern_ops);
CREATE INDEX participants_invitationevent_invitation_id_c5d6c860 ON public.participants_invitationevent USING btree (invitation_id);
CREATE INDEX participants_invitationevent_user_id_0a92c275 ON public.participants_invitationevent USING btree (user_id);
CREATE INDEX participants_nomination_invitation_id_43c84066 ON public.participants_nomination USING btree (invitation_id);
CREATE INDEX participants_nomination_person_id_25b1e515 ON public.participants_nomination USING btree (person_id);
CREATE INDEX participants_nomination_recorded_by_id_20b57291 ON public.participants_nomination USING btree (recorded_by_id);
CREATE INDEX participants_peopleupload_dialogue_id_2990ae10 ON public.participants_peopleupload USING btree (dialogue_id);
CREATE INDEX participants_peopleupload_user_id_0cca23cd ON public.participants_peopleupload USING btree (user_id);
CREATE INDEX participants_person_email_6c6d6230_like ON public.participants_person USING btree (email varchar_pattern_ops);
CREATE INDEX participants_person_organisation_id_5b94e1e2 ON public.participants_person USING btree (organisation_id);
CREATE INDEX participants_reminder_invitation_id_27b81687 ON public.participants_reminder USING btree (invitation_id);
CREATE INDEX participants_reminder_mail_id_15676914 ON public.participants_reminder USING btree (mail_id);
CREATE INDEX participants_reminder_rule_id_601ebbc6 ON public.participants_reminder USING btree (rule_id);
CREATE INDEX participants_reminder_settled_by_id_2554cd97 ON public.participants_reminder USING btree (settled_by_id);
CREATE INDEX participants_reminderrule_dialogue_id_27b37d3a ON public.participants_reminderrule USING btree (dialogue_id);
CREATE UNIQUE INDEX passage_anchor_once_per_document ON public.agenda_passage USING btree (document_id, start, "end") WHERE (paragraph_number IS NULL);
CREATE UNIQUE INDEX person_email_once_in_any_case ON public.participants_person USING btree (lower((email)::text));
CREATE UNIQUE INDEX person_invited_once_per_dialogue ON public.participants_invitation USING btree (dialogue_id, person_id) WHERE (NOT ((status)::text = ANY ((ARRAY['withdrawn'::character varying, 'replaced'::character varying])::text[])));
CREATE UNIQUE INDEX same_file_imported_once ON public.agenda_sourcedocument USING btree (sha256) WHERE (NOT ((sha256)::text = ''::text));
CREATE INDEX tasks_db_new_ordering_idx ON public.django_tasks_database_dbtaskresult USING btree (status, priority DESC, run_after, enqueued_at) WHERE ((status)::text = 'READY'::text);
CREATE UNIQUE INDEX term_slug_once_for_all ON public.agenda_term USING btree (slug) WHERE (dialogue_id IS NULL);
CREATE UNIQUE INDEX unique_authenticator_type ON public.mfa_authenticator USING btree (user_id, type) WHERE ((type)::text = ANY ((ARRAY['totp'::character varying, 'recovery_codes'::character varying])::text[]));
CREATE UNIQUE INDEX unique_primary_email ON public.account_emailaddress USING btree (user_id, "primary") WHERE "primary";
CREATE UNIQUE INDEX unique_verified_email ON public.account_emailaddress USING btree (email) WHERE verified;
CREATE UNIQUE INDEX unsubscribed_once ON public.mail_unsubscription USING btree (dialogue_id, lower((address)::text));
CREATE INDEX usersessions_usersession_session_key_fd35de43_like ON public.usersessions_usersession USING btree (session_key varchar_pattern_ops);
CREATE INDEX usersessions_usersession_user_id_af5e0a6d ON public.usersessions_usersession USING btree (user_id);
CREATE TRIGGER own_dialogue_agenda_feedreading_invitation_id_i BEFORE INSERT ON public.agenda_feedreading FOR EACH ROW EXECUTE FUNCTION public.own_dialogue_agenda_feedreading_invitation_id_i();
CREATE TRIGGER own_dialogue_agenda_feedreading_invitation_id_u BEFORE UPDATE OF dialogue_id, invitation_id ON public.agenda_feedreading FOR EACH ROW EXECUTE FUNCTION public.own_dialogue_agenda_feedreading_invitation_id_u();
CREATE TRIGGER own_dialogue_agenda_release_stays BEFORE UPDATE OF dialogue_id ON public.agenda_release FOR EACH ROW EXECUTE FUNCTION public.own_dialogue_agenda_release_stays();
CREATE TRIGGER own_dialogue_agenda_room_stays BEFORE UPDATE OF dialogue_id ON public.agenda_room FOR EACH ROW EXECUTE FUNCTION public.own_dialogue_agenda_room_stays();
CREATE TRIGGER own_dialogue_agenda_seenrelease_release_id_i BEFORE INSERT ON public.agenda_seenrelease FOR EACH ROW EXECUTE FUNCTION public.own_dialogue_agenda_seenrelease_release_id_i();
CREATE TRIGGER own_dialogue_agenda_seenrelease_release_id_u BEFORE UPDATE OF invitation_id, release_id ON public.agenda_seenrelease FOR EACH ROW EXECUTE FUNCTION public.own_dialogue_agenda_seenrelease_release_id_u();
CREATE TRIGGER own_dialogue_agenda_session_room_id_i BEFORE INSERT ON public.agenda_session FOR EACH ROW EXECUTE FUNCTION public.own_dialogue_agenda_session_room_id_i();
CREATE TRIGGER own_dialogue_agenda_session_room_id_u BEFORE UPDATE OF dialogue_id, room_id ON public.agenda_session FOR EACH ROW EXECUTE FUNCTION public.own_dialogue_agenda_session_room_id_u();
CREATE TRIGGER own_dialogue_agenda_session_stays BEFORE UPDATE OF dialogue_id ON public.agenda_session FOR EACH ROW EXECUTE FUNCTION public.own_dialogue_agenda_session_stays();
CREATE TRIGGER own_dialogue_agenda_session_topics_topic_id_i BEFORE INSERT ON public.agenda_session_topics FOR EACH ROW EXECUTE FUNCTION public.own_dialogue_agenda_session_topics_topic_id_i();
CREATE TRIGGER own_dialogue_agenda_session_topics_topic_id_u BEFORE UPDATE OF session_id, topic_id ON public.agenda_session_topics FOR EACH ROW EXECUTE FUNCTION public.own_dialogue_agenda_session_topics_topic_id_u();
CREATE TRIGGER own_dialogue_agenda_sessionnote_on_record_id_i BEFORE INSERT ON public.agenda_sessionnote FOR EACH ROW EXECUTE FUNCTION public.own_dialogue_agenda_sessionnote_on_record_id_i();
CREATE TRIGGER own_dialogue_agenda_sessionnote_on_record_id_u BEFORE UPDATE OF session_id, on_record_id ON public.agenda_sessionnote FOR EACH ROW EXECUTE FUNCTION public.own_dialogue_agenda_sessionnote_on_record_id_u();
CREATE TRIGGER own_dialogue_agenda_sessionnote_topics_sessionnote_id_i BEFORE INSERT ON public.agenda_sessionnote_topics FOR EACH ROW EXECUTE FUNCTION public.own_dialogue_agenda_sessionnote_topics_sessionnote_id_i();
CREATE TRIGGER own_dialogue_agenda_sessionnote_topics_sessionnote_id_u BEFORE UPDATE OF topic_id, sessionnote_id ON public.agenda_sessionnote_topics FOR EACH ROW EXECUTE FUNCTION public.own_dialogue_agenda_sessionnote_topics_sessionnote_id_u();
CREATE TRIGGER own_dialogue_agenda_topic_stays BEFORE UPDATE OF dialogue_id ON public.agenda_topic FOR EACH ROW EXECUTE FUNCTION public.own_dialogue_agenda_topic_stays();
CREATE TRIGGER own_dialogue_mail_outgoingmail_stays BEFORE UPDATE OF dialogue_id ON public.mail_outgoingmail FOR EACH ROW EXECUTE FUNCTION public.own_dialogue_mail_outgoingmail_stays();
CREATE TRIGGER own_dialogue_mail_outgoingmail_wave_id_i BEFORE INSERT ON public.mail_outgoingmail FOR EACH ROW EXECUTE FUNCTION public.own_dialogue_mail_outgoingmail_wave_id_i();
CREATE TRIGGER own_dialogue_mail_outgoingmail_wave_id_u BEFORE UPDATE OF dialogue_id, wave_id ON public.mail_outgoingmail FOR EACH ROW EXECUTE FUNCTION public.own_dialogue_mail_outgoingmail_wave_id_u();
CREATE TRIGGER own_dialogue_mail_wave_stays BEFORE UPDATE OF dialogue_id ON public.mail_wave FOR EACH ROW EXECUTE FUNCTION public.own_dialogue_mail_wave_stays();
CREATE TRIGGER own_dialogue_participants_category_stays BEFORE UPDATE OF dialogue_id ON public.participants_category FOR EACH ROW EXECUTE FUNCTION public.own_dialogue_participants_category_stays();
CREATE TRIGGER own_dialogue_participants_delegation_stays BEFORE UPDATE OF dialogue_id ON public.participants_delegation FOR EACH ROW EXECUTE FUNCTION public.own_dialogue_participants_delegation_stays();
CREATE TRIGGER own_dialogue_participants_invitation_category_id_i BEFORE INSERT ON public.participants_invitation FOR EACH ROW EXECUTE FUNCTION public.own_dialogue_participants_invitation_category_id_i();
CREATE TRIGGER own_dialogue_participants_invitation_category_id_u BEFORE UPDATE OF dialogue_id, category_id ON public.participants_invitation FOR EACH ROW EXECUTE FUNCTION public.own_dialogue_participants_invitation_category_id_u();
CREATE TRIGGER own_dialogue_participants_invitation_delegation_id_i BEFORE INSERT ON public.participants_invitation FOR EACH ROW EXECUTE FUNCTION public.own_dialogue_participants_invitation_delegation_id_i();
CREATE TRIGGER own_dialogue_participants_invitation_delegation_id_u BEFORE UPDATE OF dialogue_id, delegation_id ON public.participants_invitation FOR EACH ROW EXECUTE FUNCTION public.own_dialogue_participants_invitation_delegation_id_u();
CREATE TRIGGER own_dialogue_participants_invitation_mails_outgoingmail_id_i BEFORE INSERT ON public.participants_invitation_mails FOR EACH ROW EXECUTE FUNCTION public.own_dialogue_participants_invitation_mails_outgoingmail_id_i();
CREATE TRIGGER own_dialogue_participants_invitation_mails_outgoingmail_id_u BEFORE UPDATE OF invitation_id, outgoingmail_id ON public.participants_invitation_mails FOR EACH ROW EXECUTE FUNCTION public.own_dialogue_participants_invitation_mails_outgoingmail_id_u();
CREATE TRIGGER own_dialogue_participants_invitation_replaces_id_i BEFORE INSERT ON public.participants_invitation FOR EACH ROW EXECUTE FUNCTION public.own_dialogue_participants_invitation_replaces_id_i();
CREATE TRIGGER own_dialogue_participants_invitation_replaces_id_u BEFORE UPDATE OF dialogue_id, replaces_id ON public.participants_invitation FOR EACH ROW EXECUTE FUNCTION public.own_dialogue_participants_invitation_replaces_id_u();
CREATE TRIGGER own_dialogue_participants_invitation_stays BEFORE UPDATE OF dialogue_id ON public.participants_invitation FOR EACH ROW EXECUTE FUNCTION public.own_dialogue_participants_invitation_stays();
CREATE TRIGGER own_dialogue_participants_reminder_mail_id_i BEFORE INSERT ON public.participants_reminder FOR EACH ROW EXECUTE FUNCTION public.own_dialogue_participants_reminder_mail_id_i();
CREATE TRIGGER own_dialogue_participants_reminder_mail_id_u BEFORE UPDATE OF invitation_id, mail_id ON public.participants_reminder FOR EACH ROW EXECUTE FUNCTION public.own_dialogue_participants_reminder_mail_id_u();
CREATE TRIGGER own_dialogue_participants_reminder_rule_id_i BEFORE INSERT ON public.participants_reminder FOR EACH ROW EXECUTE FUNCTION public.own_dialogue_participants_reminder_rule_id_i();
CREATE TRIGGER own_dialogue_participants_reminder_rule_id_u BEFORE UPDATE OF invitation_id, rule_id ON public.participants_reminder FOR EACH ROW EXECUTE FUNCTION public.own_dialogue_participants_reminder_rule_id_u();
CREATE TRIGGER own_dialogue_participants_reminderrule_stays BEFORE UPDATE OF dialogue_id ON public.participants_reminderrule FOR EACH ROW EXECUTE FUNCTION public.own_dialogue_participants_reminderrule_stays();
ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_2c513194_fk_auth_user_id FOREIGN KEY (user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirm_email_address_id_5b7f8c58_fk_account_e FOREIGN KEY (email_address_id) REFERENCES public.account_emailaddress(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.agenda_acceptedconflict
    ADD CONSTRAINT agenda_acceptedconfl_dialogue_id_77d3b10f_fk_dialogue_ FOREIGN KEY (dialogue_id) REFERENCES public.dialogue_dialogue(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.agenda_dismissal
    ADD CONSTRAINT agenda_dismissal_dismissed_by_id_871099b6_fk_auth_user_id FOREIGN KEY (dismissed_by_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.agenda_dismissal
    ADD CONSTRAINT agenda_dismissal_topic_id_e1a8f033_fk_agenda_topic_id FOREIGN KEY (topic_id) REFERENCES public.agenda_topic(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.agenda_documentupload
    ADD CONSTRAINT agenda_documentuploa_document_id_891fb686_fk_agenda_so FOREIGN KEY (document_id) REFERENCES public.agenda_sourcedocument(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.agenda_documentupload
    ADD CONSTRAINT agenda_documentupload_user_id_33e58324_fk_auth_user_id FOREIGN KEY (user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.agenda_documentversion
    ADD CONSTRAINT agenda_documentversi_document_id_1b48f8f9_fk_agenda_so FOREIGN KEY (document_id) REFERENCES public.agenda_sourcedocument(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.agenda_documentversion
    ADD CONSTRAINT agenda_documentversion_replaced_by_id_997dce34_fk_auth_user_id FOREIGN KEY (replaced_by_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.agenda_feedreading
    ADD CONSTRAINT agenda_feedreading_dialogue_id_7a35ecd4_fk_dialogue_dialogue_id FOREIGN KEY (dialogue_id) REFERENCES public.dialogue_dialogue(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.agenda_feedreading
    ADD CONSTRAINT agenda_feedreading_invitation_id_0fa50eb5_fk_participa FOREIGN KEY (invitation_id) REFERENCES public.participants_invitation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.agenda_historicalsession
    ADD CONSTRAINT agenda_historicalses_history_user_id_571088df_fk_auth_user FOREIGN KEY (history_user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.agenda_historicalsessionnote
    ADD CONSTRAINT agenda_historicalses_history_user_id_a5037218_fk_auth_user FOREIGN KEY (history_user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.agenda_historicalterm
    ADD CONSTRAINT agenda_historicalterm_history_user_id_024cc64f_fk_auth_user_id FOREIGN KEY (history_user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.agenda_historicaltopic
    ADD CONSTRAINT agenda_historicaltopic_history_user_id_2a0841d1_fk_auth_user_id FOREIGN KEY (history_user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.agenda_organiserscalendar
    ADD CONSTRAINT agenda_organiserscal_dialogue_id_748b90c4_fk_dialogue_ FOREIGN KEY (dialogue_id) REFERENCES public.dialogue_dialogue(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.agenda_organiserscalendar
    ADD CONSTRAINT agenda_organiserscalendar_user_id_74e55af9_fk_auth_user_id FOREIGN KEY (user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.agenda_original
    ADD CONSTRAINT agenda_original_document_id_932cb7b2_fk_agenda_so FOREIGN KEY (document_id) REFERENCES public.agenda_sourcedocument(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.agenda_paragraph
    ADD CONSTRAINT agenda_paragraph_document_id_47e55a70_fk_agenda_so FOREIGN KEY (document_id) REFERENCES public.agenda_sourcedocument(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.agenda_passage
    ADD CONSTRAINT agenda_passage_document_id_cf00a218_fk_agenda_sourcedocument_id FOREIGN KEY (document_id) REFERENCES public.agenda_sourcedocument(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.agenda_passage
    ADD CONSTRAINT agenda_passage_paragraph_id_bbc91fa9_fk_agenda_paragraph_id FOREIGN KEY (paragraph_id) REFERENCES public.agenda_paragraph(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.agenda_release
    ADD CONSTRAINT agenda_release_dialogue_id_ac93344e_fk_dialogue_dialogue_id FOREIGN KEY (dialogue_id) REFERENCES public.dialogue_dialogue(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.agenda_role
    ADD CONSTRAINT agenda_role_person_id_0f573235_fk_participants_person_id FOREIGN KEY (person_id) REFERENCES public.participants_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.agenda_role
    ADD CONSTRAINT agenda_role_session_id_c8b6578c_fk_agenda_session_id FOREIGN KEY (session_id) REFERENCES public.agenda_session(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.agenda_room
    ADD CONSTRAINT agenda_room_dialogue_id_c8f56877_fk_dialogue_dialogue_id FOREIGN KEY (dialogue_id) REFERENCES public.dialogue_dialogue(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.agenda_seenrelease
    ADD CONSTRAINT agenda_seenrelease_invitation_id_98261b0f_fk_participa FOREIGN KEY (invitation_id) REFERENCES public.participants_invitation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.agenda_seenrelease
    ADD CONSTRAINT agenda_seenrelease_release_id_45747017_fk_agenda_release_id FOREIGN KEY (release_id) REFERENCES public.agenda_release(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.agenda_session
    ADD CONSTRAINT agenda_session_dialogue_id_7df9ebb2_fk_dialogue_dialogue_id FOREIGN KEY (dialogue_id) REFERENCES public.dialogue_dialogue(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.agenda_session
    ADD CONSTRAINT agenda_session_room_id_ca78c57c_fk_agenda_room_id FOREIGN KEY (room_id) REFERENCES public.agenda_room(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.agenda_session_topics
    ADD CONSTRAINT agenda_session_topics_session_id_69d9d14f_fk_agenda_session_id FOREIGN KEY (session_id) REFERENCES public.agenda_session(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.agenda_session_topics
    ADD CONSTRAINT agenda_session_topics_topic_id_7994e182_fk_agenda_topic_id FOREIGN KEY (topic_id) REFERENCES public.agenda_topic(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.agenda_sessionnote
    ADD CONSTRAINT agenda_sessionnote_on_record_id_39b44df7_fk_agenda_se FOREIGN KEY (on_record_id) REFERENCES public.agenda_session(on_record_key) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.agenda_sessionnote
    ADD CONSTRAINT agenda_sessionnote_session_id_a632d6da_fk_agenda_session_id FOREIGN KEY (session_id) REFERENCES public.agenda_session(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.agenda_sessionnote
    ADD CONSTRAINT agenda_sessionnote_speaker_id_0694a1b5_fk_participa FOREIGN KEY (speaker_id) REFERENCES public.participants_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.agenda_sessionnote_topics
    ADD CONSTRAINT agenda_sessionnote_t_sessionnote_id_f5f22ba5_fk_agenda_se FOREIGN KEY (sessionnote_id) REFERENCES public.agenda_sessionnote(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.agenda_sessionnote_topics
    ADD CONSTRAINT agenda_sessionnote_topics_topic_id_7998a096_fk_agenda_topic_id FOREIGN KEY (topic_id) REFERENCES public.agenda_topic(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.agenda_sessionnote
    ADD CONSTRAINT agenda_sessionnote_written_by_id_d23480ae_fk_auth_user_id FOREIGN KEY (written_by_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.agenda_sourcedocument
    ADD CONSTRAINT agenda_sourcedocumen_duplicate_of_id_e2a22c55_fk_agenda_so FOREIGN KEY (duplicate_of_id) REFERENCES public.agenda_sourcedocument(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.agenda_term
    ADD CONSTRAINT agenda_term_dialogue_id_4b9576f3_fk_dialogue_dialogue_id FOREIGN KEY (dialogue_id) REFERENCES public.dialogue_dialogue(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.agenda_topic
    ADD CONSTRAINT agenda_topic_dialogue_id_1468d4db_fk_dialogue_dialogue_id FOREIGN KEY (dialogue_id) REFERENCES public.dialogue_dialogue(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.agenda_topic_passages
    ADD CONSTRAINT agenda_topic_passages_passage_id_191263c8_fk_agenda_passage_id FOREIGN KEY (passage_id) REFERENCES public.agenda_passage(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.agenda_topic_passages
    ADD CONSTRAINT agenda_topic_passages_topic_id_c526fdf6_fk_agenda_topic_id FOREIGN KEY (topic_id) REFERENCES public.agenda_topic(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.agenda_variant
    ADD CONSTRAINT agenda_variant_term_id_fadd27a0_fk_agenda_term_id FOREIGN KEY (term_id) REFERENCES public.agenda_term(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_user_groups
    ADD CONSTRAINT auth_user_groups_group_id_97559544_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_user_groups
    ADD CONSTRAINT auth_user_groups_user_id_6a12ed8b_fk_auth_user_id FOREIGN KEY (user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_user_user_permissions
    ADD CONSTRAINT auth_user_user_permi_permission_id_1fbb5f2c_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_user_user_permissions
    ADD CONSTRAINT auth_user_user_permissions_user_id_a95ead1b_fk_auth_user_id FOREIGN KEY (user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.dialogue_dialogue_organisers
    ADD CONSTRAINT dialogue_dialogue_or_dialogue_id_e38f1901_fk_dialogue_ FOREIGN KEY (dialogue_id) REFERENCES public.dialogue_dialogue(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.dialogue_dialogue_organisers
    ADD CONSTRAINT dialogue_dialogue_organisers_user_id_f597e6dc_fk_auth_user_id FOREIGN KEY (user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.dialogue_historicaldialogue
    ADD CONSTRAINT dialogue_historicald_history_user_id_e3d39df2_fk_auth_user FOREIGN KEY (history_user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.dialogue_historicalreviewaspect
    ADD CONSTRAINT dialogue_historicalr_history_user_id_bcf9d4df_fk_auth_user FOREIGN KEY (history_user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.dialogue_historicalworkstream
    ADD CONSTRAINT dialogue_historicalw_history_user_id_a4b872f9_fk_auth_user FOREIGN KEY (history_user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.dialogue_institution
    ADD CONSTRAINT dialogue_institution_dialogue_id_4c0d6c18_fk_dialogue_ FOREIGN KEY (dialogue_id) REFERENCES public.dialogue_dialogue(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.dialogue_job
    ADD CONSTRAINT dialogue_job_dialogue_id_42e69096_fk_dialogue_dialogue_id FOREIGN KEY (dialogue_id) REFERENCES public.dialogue_dialogue(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.dialogue_job
    ADD CONSTRAINT dialogue_job_user_id_5993684e_fk_auth_user_id FOREIGN KEY (user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.dialogue_jobfile
    ADD CONSTRAINT dialogue_jobfile_job_id_357fe671_fk_dialogue_job_id FOREIGN KEY (job_id) REFERENCES public.dialogue_job(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.dialogue_reviewaspect
    ADD CONSTRAINT dialogue_reviewaspec_dialogue_id_3f9f7e11_fk_dialogue_ FOREIGN KEY (dialogue_id) REFERENCES public.dialogue_dialogue(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.dialogue_workstream
    ADD CONSTRAINT dialogue_workstream_dialogue_id_9e5291ef_fk_dialogue_ FOREIGN KEY (dialogue_id) REFERENCES public.dialogue_dialogue(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_content_type_id_c4bce8eb_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_user_id_c564eba6_fk_auth_user_id FOREIGN KEY (user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.mail_mailattachment
    ADD CONSTRAINT mail_mailattachment_mail_id_4a0c32b4_fk_mail_outgoingmail_id FOREIGN KEY (mail_id) REFERENCES public.mail_outgoingmail(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.mail_outgoingmail
    ADD CONSTRAINT mail_outgoingmail_dialogue_id_f0b5a199_fk_dialogue_dialogue_id FOREIGN KEY (dialogue_id) REFERENCES public.dialogue_dialogue(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.mail_outgoingmail
    ADD CONSTRAINT mail_outgoingmail_edited_by_id_113f2277_fk_auth_user_id FOREIGN KEY (edited_by_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.mail_outgoingmail
    ADD CONSTRAINT mail_outgoingmail_wave_id_a0dcea26_fk_mail_wave_id FOREIGN KEY (wave_id) REFERENCES public.mail_wave(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.mail_unsubscription
    ADD CONSTRAINT mail_unsubscription_dialogue_id_667a87d9_fk_dialogue_ FOREIGN KEY (dialogue_id) REFERENCES public.dialogue_dialogue(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.mail_wave
    ADD CONSTRAINT mail_wave_dialogue_id_54657c6d_fk_dialogue_dialogue_id FOREIGN KEY (dialogue_id) REFERENCES public.dialogue_dialogue(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_user_id_0c3a50c0_fk_auth_user_id FOREIGN KEY (user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.participants_accesscode
    ADD CONSTRAINT participants_accessc_invitation_id_fb6fb49e_fk_participa FOREIGN KEY (invitation_id) REFERENCES public.participants_invitation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.participants_answer
    ADD CONSTRAINT participants_answer_invitation_id_2b99d017_fk_participa FOREIGN KEY (invitation_id) REFERENCES public.participants_invitation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.participants_answer
    ADD CONSTRAINT participants_answer_recorded_by_id_9450d7d2_fk_auth_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.participants_category
    ADD CONSTRAINT participants_categor_dialogue_id_f1132367_fk_dialogue_ FOREIGN KEY (dialogue_id) REFERENCES public.dialogue_dialogue(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.participants_consent
    ADD CONSTRAINT participants_consent_invitation_id_d0bb36d8_fk_participa FOREIGN KEY (invitation_id) REFERENCES public.participants_invitation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.participants_datarequest
    ADD CONSTRAINT participants_datareq_answered_by_id_f49c33ca_fk_auth_user FOREIGN KEY (answered_by_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.participants_datarequest
    ADD CONSTRAINT participants_datareq_dialogue_id_488752bc_fk_dialogue_ FOREIGN KEY (dialogue_id) REFERENCES public.dialogue_dialogue(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.participants_datarequest
    ADD CONSTRAINT participants_datareq_person_id_84df0c29_fk_participa FOREIGN KEY (person_id) REFERENCES public.participants_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.participants_datarequest
    ADD CONSTRAINT participants_datarequest_handled_by_id_854130db_fk_auth_user_id FOREIGN KEY (handled_by_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.participants_delegation
    ADD CONSTRAINT participants_delegat_dialogue_id_0d81ba1f_fk_dialogue_ FOREIGN KEY (dialogue_id) REFERENCES public.dialogue_dialogue(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.participants_delegation
    ADD CONSTRAINT participants_delegat_focal_point_id_7396d31e_fk_participa FOREIGN KEY (focal_point_id) REFERENCES public.participants_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.participants_delegatedetails
    ADD CONSTRAINT participants_delegat_invitation_id_84d709ac_fk_participa FOREIGN KEY (invitation_id) REFERENCES public.participants_invitation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.participants_delegation
    ADD CONSTRAINT participants_delegat_organisation_id_81e29b6d_fk_participa FOREIGN KEY (organisation_id) REFERENCES public.participants_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.participants_erasure
    ADD CONSTRAINT participants_erasure_erased_by_id_f98aefa6_fk_auth_user_id FOREIGN KEY (erased_by_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.participants_historicaldatarequest
    ADD CONSTRAINT participants_histori_history_user_id_493371bd_fk_auth_user FOREIGN KEY (history_user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.participants_historicalperson
    ADD CONSTRAINT participants_histori_history_user_id_8d4a84ae_fk_auth_user FOREIGN KEY (history_user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.participants_incomingmail
    ADD CONSTRAINT participants_incomin_decided_by_id_4d4ff44a_fk_auth_user FOREIGN KEY (decided_by_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.participants_incomingmail
    ADD CONSTRAINT participants_incomin_invitation_id_c4c16f12_fk_participa FOREIGN KEY (invitation_id) REFERENCES public.participants_invitation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.participants_incomingmail
    ADD CONSTRAINT participants_incomin_mail_id_c8b292f5_fk_mail_outg FOREIGN KEY (mail_id) REFERENCES public.mail_outgoingmail(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.participants_invitation
    ADD CONSTRAINT participants_invitat_category_id_139c2ff8_fk_participa FOREIGN KEY (category_id) REFERENCES public.participants_category(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.participants_invitation
    ADD CONSTRAINT participants_invitat_delegation_id_8af0530b_fk_participa FOREIGN KEY (delegation_id) REFERENCES public.participants_delegation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.participants_invitation
    ADD CONSTRAINT participants_invitat_dialogue_id_46dff452_fk_dialogue_ FOREIGN KEY (dialogue_id) REFERENCES public.dialogue_dialogue(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.participants_invitation_mails
    ADD CONSTRAINT participants_invitat_invitation_id_38607e41_fk_participa FOREIGN KEY (invitation_id) REFERENCES public.participants_invitation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.participants_invitationevent
    ADD CONSTRAINT participants_invitat_invitation_id_c5d6c860_fk_participa FOREIGN KEY (invitation_id) REFERENCES public.participants_invitation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.participants_invitation_mails
    ADD CONSTRAINT participants_invitat_outgoingmail_id_21f09e1c_fk_mail_outg FOREIGN KEY (outgoingmail_id) REFERENCES public.mail_outgoingmail(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.participants_invitation
    ADD CONSTRAINT participants_invitat_person_id_3922b65d_fk_participa FOREIGN KEY (person_id) REFERENCES public.participants_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.participants_invitation
    ADD CONSTRAINT participants_invitat_replaces_id_f2dd0f26_fk_participa FOREIGN KEY (replaces_id) REFERENCES public.participants_invitation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.participants_invitationevent
    ADD CONSTRAINT participants_invitationevent_user_id_0a92c275_fk_auth_user_id FOREIGN KEY (user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.participants_nomination
    ADD CONSTRAINT participants_nominat_invitation_id_43c84066_fk_participa FOREIGN KEY (invitation_id) REFERENCES public.participants_invitation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.participants_nomination
    ADD CONSTRAINT participants_nominat_person_id_25b1e515_fk_participa FOREIGN KEY (person_id) REFERENCES public.participants_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.participants_nomination
    ADD CONSTRAINT participants_nomination_recorded_by_id_20b57291_fk_auth_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.participants_peopleupload
    ADD CONSTRAINT participants_peopleu_dialogue_id_2990ae10_fk_dialogue_ FOREIGN KEY (dialogue_id) REFERENCES public.dialogue_dialogue(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.participants_peopleupload
    ADD CONSTRAINT participants_peopleupload_user_id_0cca23cd_fk_auth_user_id FOREIGN KEY (user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.participants_person
    ADD CONSTRAINT participants_person_organisation_id_5b94e1e2_fk_participa FOREIGN KEY (organisation_id) REFERENCES public.participants_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.participants_reminderrule
    ADD CONSTRAINT participants_reminde_dialogue_id_27b37d3a_fk_dialogue_ FOREIGN KEY (dialogue_id) REFERENCES public.dialogue_dialogue(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.participants_reminder
    ADD CONSTRAINT participants_reminde_invitation_id_27b81687_fk_participa FOREIGN KEY (invitation_id) REFERENCES public.participants_invitation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.participants_reminder
    ADD CONSTRAINT participants_reminde_rule_id_601ebbc6_fk_participa FOREIGN KEY (rule_id) REFERENCES public.participants_reminderrule(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.participants_reminder
    ADD CONSTRAINT participants_reminder_mail_id_15676914_fk_mail_outgoingmail_id FOREIGN KEY (mail_id) REFERENCES public.mail_outgoingmail(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.participants_reminder
    ADD CONSTRAINT participants_reminder_settled_by_id_2554cd97_fk_auth_user_id FOREIGN KEY (settled_by_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.usersessions_usersession
    ADD CONSTRAINT usersessions_usersession_user_id_af5e0a6d_fk_auth_user_id FOREIGN KEY (user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;
