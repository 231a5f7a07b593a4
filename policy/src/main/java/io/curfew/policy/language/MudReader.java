package io.curfew.policy.language;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads MUD files (RFC 8520): JSON, which YAML reads, so that mistakes have their line. What a device sends stands in
 * the lists of its from-device policy, what it is sent in those of its to-device policy. Access lists see packets,
 * rules see flows: a line is held against flows that begin in its direction, and its two ports are those of the two
 * ends.
 */
final class MudReader {
    private final String file;
    private final Mistakes mistakes = new Mistakes();
    private final Mistakes doubts = new Mistakes();
    private final List<Entry> allow = new ArrayList<>();
    private final List<Entry> deny = new ArrayList<>();

    private MudReader(String file) {
        this.file = file;
    }

    static MudProfile read(String file, String text) {
        return new MudReader(file).read(text);
    }

    private MudProfile read(String text) {
        // Between values JSON allows tabs, which YAML does not take for indentation; texts hold none.
        MappingNode root = Documents.compose(file, text.replace('\t', ' '), mistakes);
        MudNode document = root == null ? null : new MudNode(root);
        MudNode mud = document == null ? null : document.at("mud");
        if (document == null || mud == null) {
            if (mistakes.isEmpty()) {
                mistakes.add(file, Optional.empty(), "this is no MUD file: it has no \"ietf-mud:mud\"", null);
            }
            return new MudProfile("", allow, deny, mistakes.inOrder(), doubts.inOrder());
        }
        String url = mud.text("mud-url");
        policy(document, mud.at("from-device-policy"), Entry.Direction.TO, url);
        policy(document, mud.at("to-device-policy"), Entry.Direction.FROM, url);
        return new MudProfile(url, allow, deny, mistakes.inOrder(), doubts.inOrder());
    }

    private void policy(MudNode document, @Nullable MudNode policy, Entry.Direction direction, String url) {
        MudNode lists = policy == null ? null : policy.at("access-lists");
        if (lists == null) {
            return;
        }
        for (MudNode named : lists.items("access-list")) {
            MudNode list = list(document, named.text("name"));
            if (list == null) {
                mistakes.add(file, named.node(), "there is no access list \"" + named.text("name") + "\"");
                continue;
            }
            MudNode aces = list.at("aces");
            for (MudNode ace : aces == null ? List.<MudNode>of() : aces.items("ace")) {
                line(ace, list.text("type"), direction, url);
            }
        }
    }

    private static @Nullable MudNode list(MudNode document, String name) {
        MudNode lists = document.at("acls", "access-lists");
        for (MudNode list : lists == null ? List.<MudNode>of() : lists.items("acl")) {
            if (list.text("name").equals(name)) {
                return list;
            }
        }
        return null;
    }

    private void line(MudNode ace, String listType, Entry.Direction direction, String url) {
        MudNode matches = ace.at("matches");
        MudNode actions = ace.at("actions");
        String forwarding = actions == null ? "" : actions.text("forwarding");
        forwarding = forwarding.substring(forwarding.indexOf(':') + 1);
        if (matches == null || forwarding.isEmpty()) {
            mistakes.add(file, ace.node(), "an access control entry needs \"matches\" and \"forwarding\"");
            return;
        }
        try {
            Entry entry = new MudMatches(file, ace, listType, direction, url).entry(matches);
            if (entry != null) {
                (forwarding.equals("accept") ? allow : deny).add(entry);
            }
        } catch (IllegalArgumentException unclear) {
            doubts.add(file, ace.node(), ace.text("name") + " neither allows nor denies: " + unclear.getMessage());
        }
    }
}
