package io.curfew.policy.place;

import io.curfew.events.IpAddress;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes small databases in the MaxMind DB file format 2.0, with pointers for texts that occur again. */
public final class DatabaseWriter {
    private static final int SEPARATOR = 16;

    private static final class Node {
        final @Nullable Node[] children = new @Nullable Node[2];
        int number;
        int data = -1;
    }

    private final int recordBits;
    private final int ipVersion;
    private final Node root = new Node();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private final Map<String, Integer> texts = new HashMap<>();

    public DatabaseWriter(int recordBits, int ipVersion) {
        this.recordBits = recordBits;
        this.ipVersion = ipVersion;
    }

    /** A database of countries as MaxMind's are: a code by block. */
    public static byte[] countries(Map<String, String> codes) {
        DatabaseWriter writer = new DatabaseWriter(24, 6);
        codes.forEach((block, code) -> writer.put(
                block,
                Map.of(
                        "continent", Map.of("code", "EU", "geoname_id", 6_255_148L),
                        "country", Map.of("iso_code", code, "is_in_european_union", true))));
        return writer.octets("GeoLite2-Country");
    }

    /** A database of autonomous systems as MaxMind's are: a number by block. */
    public static byte[] networks(Map<String, Long> numbers) {
        DatabaseWriter writer = new DatabaseWriter(28, 6);
        numbers.forEach((block, number) -> writer.put(
                block, Map.of("autonomous_system_organization", "Example", "autonomous_system_number", number)));
        return writer.octets("GeoLite2-ASN");
    }

    /** All addresses of a block have this record. */
    public void put(String block, Map<String, Object> record) {
        int slash = block.indexOf('/');
        IpAddress base = IpAddress.parse(block.substring(0, slash));
        int bits = Integer.parseInt(block.substring(slash + 1));
        byte[] octets = base.octets();
        if (!base.isV6() && ipVersion == 6) {
            byte[] longer = new byte[16];
            System.arraycopy(octets, 0, longer, 12, 4);
            octets = longer;
            bits += 96;
        }
        int place = data.size();
        value(record, data);
        Node node = root;
        for (int bit = 0; bit < bits; bit++) {
            int side = octets[bit / 8] >> (7 - bit % 8) & 1;
            Node child = node.children[side];
            if (child == null) {
                child = new Node();
                node.children[side] = child;
            }
            node = child;
        }
        node.data = place;
    }

    public byte[] octets(String type) {
        List<Node> nodes = new ArrayList<>();
        collect(root, nodes);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (Node node : nodes) {
            pair(record(node.children[0], nodes.size()), record(node.children[1], nodes.size()), file);
        }
        file.writeBytes(new byte[SEPARATOR]);
        file.writeBytes(data.toByteArray());
        file.writeBytes("\u00ab\u00cd\u00efMaxMind.com".getBytes(StandardCharsets.ISO_8859_1));
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("binary_format_major_version", 2L);
        metadata.put("node_count", (long) nodes.size());
        metadata.put("record_size", (long) recordBits);
        metadata.put("ip_version", (long) ipVersion);
        metadata.put("database_type", type);
        metadata.put("description", Map.of("en", "made by a test, " + "long ".repeat(70)));
        metadata.put("languages", List.of("en", "pt"));
        metadata.put("build_epoch", 1_790_000_000L);
        texts.clear();
        value(metadata, file, false);
        return file.toByteArray();
    }

    private static void collect(Node node, List<Node> nodes) {
        if (node.data >= 0) {
            return;
        }
        node.number = nodes.size();
        nodes.add(node);
        for (Node child : node.children) {
            if (child != null) {
                collect(child, nodes);
            }
        }
    }

    private static int record(@Nullable Node child, int nodes) {
        if (child == null) {
            return nodes;
        }
        return child.data >= 0 ? nodes + SEPARATOR + child.data : child.number;
    }

    private void pair(int left, int right, ByteArrayOutputStream file) {
        if (recordBits == 28) {
            number(left & 0xff_ffff, 3, file);
            file.write(left >>> 24 << 4 | right >>> 24);
            number(right & 0xff_ffff, 3, file);
        } else {
            number(left, recordBits / 8, file);
            number(right, recordBits / 8, file);
        }
    }

    private void value(Object value, ByteArrayOutputStream to) {
        value(value, to, true);
    }

    private void value(Object value, ByteArrayOutputStream to, boolean mayPoint) {
        switch (value) {
            case String text -> text(text, to, mayPoint);
            case Boolean flag -> head(14, flag ? 1 : 0, to);
            case Long number -> {
                int size = (64 - Long.numberOfLeadingZeros(number) + 7) / 8;
                head(size > 4 ? 9 : 6, size, to);
                number(number, size, to);
            }
            case Double number -> {
                head(3, 8, to);
                number(Double.doubleToLongBits(number), 8, to);
            }
            case List<?> list -> {
                head(11, list.size(), to);
                list.forEach(item -> value(item, to, mayPoint));
            }
            case Map<?, ?> map -> {
                head(7, map.size(), to);
                map.forEach((key, item) -> {
                    value(key, to, mayPoint);
                    value(item, to, mayPoint);
                });
            }
            default -> throw new IllegalArgumentException("cannot write " + value);
        }
    }

    private void text(String text, ByteArrayOutputStream to, boolean mayPoint) {
        Integer known = mayPoint ? texts.get(text) : null;
        if (known != null && known < 2_048) {
            to.write(1 << 5 | known >>> 8);
            to.write(known);
            return;
        }
        if (mayPoint) {
            texts.put(text, to.size());
        }
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        head(2, octets.length, to);
        to.writeBytes(octets);
    }

    private static void head(int type, int size, ByteArrayOutputStream to) {
        int shown = size < 29 ? size : size < 285 ? 29 : 30;
        to.write((type < 8 ? type << 5 : 0) | shown);
        if (type >= 8) {
            to.write(type - 7);
        }
        if (shown == 29) {
            to.write(size - 29);
        } else if (shown == 30) {
            number(size - 285, 2, to);
        }
    }

    private static void number(long value, int octets, ByteArrayOutputStream to) {
        for (int index = octets - 1; index >= 0; index--) {
            to.write((int) (value >>> (8 * index)));
        }
    }
}
