/* SPDX-License-Identifier: MIT */
/* sapchu rules: every code with what it finds. sapchu explain CODE, --explain CODE: one of them in full. */
#include "cmd.h"

#include "base/i18n.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define WIDTH 79u

/* Words of a text between `indent` and the margin. */
static void print_wrapped(const char *text, unsigned indent)
{
    char **words = g_strsplit(text, " ", -1);
    unsigned at = 0;
    for (char **w = words; *w; w++) {
        unsigned len = (unsigned)g_utf8_strlen(*w, -1);
        if (at > 0 && at + 1 + len > WIDTH) {
            g_print("\n");
            at = 0;
        }
        g_print("%*s%s", at ? 1 : (int)indent, at ? " " : "", *w);
        at = (at ? at + 1 : indent) + len;
    }
    g_print("\n");
    g_strfreev(words);
}

static const char *severity_word(enum sapchu_severity s, bool machine)
{
    static const char *const words[] = { "info", "warning", "error", "error" };
    if (machine)
        return words[s];
    return s == SAPCHU_INFO ? _("note") : s == SAPCHU_WARNING ? _("warning") : _("error");
}

/* --- sapchu rules --- */

struct listing {
    const char *layer;          /* only this one; NULL: all */
    JsonBuilder *json;          /* NULL: text */
    unsigned n;
};

static void add_member(JsonBuilder *b, const char *name, const char *value)
{
    json_builder_set_member_name(b, name);
    if (value)
        json_builder_add_string_value(b, value);
    else
        json_builder_add_null_value(b);
}

/* A text as far as its first full stop that ends a sentence. */
static char *first_sentence(const char *text)
{
    const char *stop = strstr(text, ". ");
    return stop ? g_strndup(text, (size_t)(stop - text) + 1) : g_strdup(text);
}

static void list_rule(void *user, const struct sapchu_rule *r)
{
    struct listing *l = user;
    if (l->layer && strcmp(l->layer, r->layer) != 0)
        return;
    l->n++;
    if (!l->json) {
        char *line = first_sentence(r->what ? r->what : "");
        const char *severity = severity_word(r->severity, false);
        int letters = (int)g_utf8_strlen(severity, -1);
        g_print("%-26s %-10s %s%*s %s\n", r->code, r->layer, severity, MAX(8 - letters, 0), "", line);
        g_free(line);
        return;
    }
    json_builder_begin_object(l->json);
    add_member(l->json, "code", r->code);
    add_member(l->json, "layer", r->layer);
    add_member(l->json, "severity", severity_word(r->severity, true));
    add_member(l->json, "what", r->what);
    add_member(l->json, "why", r->why);
    add_member(l->json, "bad", r->bad);
    add_member(l->json, "good", r->good);
    add_member(l->json, "source", r->source);
    json_builder_end_object(l->json);
}

static void print_json(JsonBuilder *b)
{
    JsonGenerator *g = json_generator_new();
    JsonNode *root = json_builder_get_root(b);
    json_generator_set_root(g, root);
    json_generator_set_pretty(g, TRUE);
    char *text = json_generator_to_data(g, NULL);
    g_print("%s\n", text);
    g_free(text);
    json_node_unref(root);
    g_object_unref(g);
}

static int list_rules(const struct cmd *self, const struct cmd_options *o)
{
    struct listing l = { .layer = o->layer };
    bool json = g_strcmp0(o->findings, "json") == 0;
    if (o->findings && !json && strcmp(o->findings, "text") != 0)
        return cmd_misuse(self, _("the list of rules is text or json"));
    if (json) {
        l.json = json_builder_new();
        json_builder_begin_object(l.json);
        json_builder_set_member_name(l.json, "rules");
        json_builder_begin_array(l.json);
    }
    struct sapchu *s = cmd_session(o);
    enum sapchu_status status = sapchu_rules(s, list_rule, &l);
    if (json) {
        json_builder_end_array(l.json);
        json_builder_end_object(l.json);
        print_json(l.json);
        g_object_unref(l.json);
    }
    const struct cmd_options text = { 0 };
    int result = cmd_finish(s, status, &text);
    if (result == SAPCHU_OK && l.layer && l.n == 0)
        return cmd_misuse(self, _("no code belongs to that layer; 'sapchu rules' shows the layers"));
    return result;
}

static int run_rules(int argc, char **argv, const struct cmd *self)
{
    struct cmd_options o;
    int status;
    if (!cmd_parse(self, CMD_LIST | CMD_RULES, &argc, &argv, &o, &status))
        return status;
    status = argc != 1 ? cmd_misuse(self, _("no file is needed")) : list_rules(self, &o);
    cmd_options_clear(&o);
    return status;
}

/* --- sapchu explain --- */

struct search {
    const char *code;
    bool found;
    GString *near;              /* codes that hold the word */
};

static void print_example(const char *title, const char *text)
{
    if (!text)
        return;
    char **lines = g_strsplit(text, "\n", -1);
    g_print("\n%s\n", title);
    for (char **l = lines; *l; l++)
        g_print("    %s\n", *l);
    g_strfreev(lines);
}

static void explain_rule(void *user, const struct sapchu_rule *r)
{
    struct search *s = user;
    if (strcmp(s->code, r->code) != 0) {
        if (*s->code && strstr(r->code, s->code))
            g_string_append_printf(s->near, "%s%s", s->near->len ? ", " : "", r->code);
        return;
    }
    s->found = true;
    g_print("%s (%s, %s)\n\n", r->code, r->layer, severity_word(r->severity, false));
    print_wrapped(r->what ? r->what : _("There is no explanation yet."), 0);
    if (r->why) {
        g_print("\n");
        print_wrapped(r->why, 0);
    }
    print_example(_("Not so:"), r->bad);
    print_example(_("But so:"), r->good);
    if (r->source)
        g_print("\n%s %s\n", _("Source:"), r->source);
}

/* Each code after the other; false: there is one that does not exist, and that was said. */
static bool explain(struct sapchu *session, const char *code, enum sapchu_status *status)
{
    struct search s = { code, false, g_string_new("") };
    enum sapchu_status one = sapchu_rules(session, explain_rule, &s);
    *status = MAX(*status, one);
    if (!s.found && s.near->len)
        g_printerr(_("sapchu: there is no code '%s'; there are: %s\n"), code, s.near->str);
    else if (!s.found)
        g_printerr(_("sapchu: there is no code '%s'; 'sapchu rules' lists all\n"), code);
    g_string_free(s.near, TRUE);
    return s.found;
}

static int run_explain(int argc, char **argv, const struct cmd *self)
{
    struct cmd_options o;
    int result;
    if (!cmd_parse(self, CMD_RULES, &argc, &argv, &o, &result))
        return result;
    if (argc < 2) {
        result = cmd_misuse(self, _("which code? it stands in brackets behind a finding"));
    } else {
        struct sapchu *s = cmd_session(&o);
        enum sapchu_status status = SAPCHU_OK;
        for (int i = 1; i < argc; i++) {
            if (i > 1)
                g_print("\n\n");
            if (!explain(s, argv[i], &status))
                status = MAX(status, SAPCHU_FAILED);
        }
        result = cmd_finish(s, status, &o);
    }
    cmd_options_clear(&o);
    return result;
}

const struct cmd cmd_rules = {
    .name = "rules",
    .arguments = "",
    .summary = N_("Lists the code of every finding: its layer, its severity, what it finds."),
    .example = N_("sapchu rules --layer rules"),
    .run = run_rules,
};

const struct cmd cmd_explain = {
    .name = "explain",
    .arguments = N_("CODE…"),
    .summary = N_("Explains a finding by its code: what it finds, why, an example, where the rule comes from."),
    .example = N_("sapchu explain attendance-sum"),
    .run = run_explain,
};
