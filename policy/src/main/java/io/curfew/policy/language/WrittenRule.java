package io.curfew.policy.language;

import org.snakeyaml.engine.v2.nodes.Node;

import java.util.ArrayList;
import java.util.List;

/**
 * A rule with the place where it is written.
 *
 * @param block where it stands
 * @param rule what it says; its entries begin with those that are written there, in their order
 * @param sources digests of the parts of documents that name the files which its entries need
 */
record WrittenRule(Block block, Rule rule, List<Long> sources) {
    WrittenRule {
        sources = List.copyOf(sources);
    }

    /** An entry with the place where it is written; those of MUD files have none. */
    record WrittenEntry(WrittenRule of, Node node, Entry entry, boolean denies) {
        String file() {
            return of.block().file();
        }

        /** As a person looks for it. */
        String place() {
            return file() + ":" + entry.line();
        }
    }

    List<WrittenEntry> entries() {
        List<WrittenEntry> entries = new ArrayList<>();
        add(entries, "allow", rule.allow(), false);
        add(entries, "deny", rule.deny(), true);
        return entries;
    }

    /** Of all that is written of it. */
    long digest() {
        List<Long> digests = new ArrayList<>(sources);
        digests.add(Digest.of(block.node()));
        return Digest.ofNumbers(digests);
    }

    /** What ends by itself. */
    List<PolicyReading.Ending> endings() {
        List<PolicyReading.Ending> endings = new ArrayList<>();
        for (WrittenEntry entry : entries()) {
            if (entry.entry().until() != null) {
                Mistakes warning = new Mistakes();
                warning.add(
                        entry.file(),
                        entry.node(),
                        "this has ended: it held until " + entry.entry().until());
                endings.add(new PolicyReading.Ending(
                        entry.entry().until(), warning.inOrder().getFirst()));
            }
        }
        return endings;
    }

    private void add(List<WrittenEntry> entries, String key, List<Entry> read, boolean denies) {
        List<Node> nodes = block.items(key);
        for (int index = 0; index < nodes.size(); index++) {
            entries.add(new WrittenEntry(this, nodes.get(index), read.get(index), denies));
        }
    }
}
