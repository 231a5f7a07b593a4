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
            lines(list, direction, url);
        }
    }

    /** The first line that matches decides: behind one that drops everything, none does. */
    private void lines(MudNode list, Entry.Direction direction, String url) {
        MudNode aces = list.at("aces");
        int number = 0;
        boolean isOpen = true;
        for (MudNode ace : aces == null ? List.<MudNode>of() : aces.items("ace")) {
            Entry.Place place = new Entry.Place(file + ", " + list.text("name"), number++);
            isOpen &= line(ace, new MudMatches.Setting(list.text("type"), direction, url, place), isOpen);
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

    /** False when no line behind this one counts. What it says is checked either way. */
    private boolean line(MudNode ace, MudMatches.Setting setting, boolean counts) {
        MudNode matches = ace.at("matches");
        MudNode actions = ace.at("actions");
        String forwarding = actions == null ? "" : actions.text("forwarding");
        forwarding = forwarding.substring(forwarding.indexOf(':') + 1);
        if (matches == null || forwarding.isEmpty()) {
            mistakes.add(file, ace.node(), "an access control entry needs \"matches\" and \"forwarding\"");
            return true;
        }
        try {
            MudMatches match = new MudMatches(file, ace, setting);
            Entry entry = match.entry(matches);
            if (entry == null || !counts) {
                return true;
            }
            boolean accepts = forwarding.equals("accept");
            if (!accepts && match.meansAll()) {
                return false;
            }
            (accepts ? allow : deny).add(entry);
        } catch (IllegalArgumentException unclear) {
            doubts.add(file, ace.node(), ace.text("name") + " neither allows nor denies: " + unclear.getMessage());
        }
        return true;
    }
}
