package io.curfew.collector.correlate;

import io.curfew.events.SiteId;
import org.apache.kafka.common.utils.Bytes;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What the keys of a task's rows begin with: how long the site's id is, the id, and one octet for the table. */
final class RowPrefix {
    /** Above those of all tables. */
    static final int SIZES = 0xf0;

    static final int PROGRESS = 0xf1;
    static final int ADOPTIONS = 0xf2;
    static final int ENDED_RUNS = 0xf3;
    static final int TAKEN_UNTIL = 0xf4;
    private static final int BEHIND_ALL = 0xff;

    private RowPrefix() {}

    static byte[] of(SiteId site, int table) {
        byte[] id = site.value().getBytes(StandardCharsets.UTF_8);
        byte[] prefix = new byte[id.length + 2];
        prefix[0] = (byte) id.length;
        System.arraycopy(id, 0, prefix, 1, id.length);
        prefix[id.length + 1] = (byte) table;
        return prefix;
    }

    static SiteId site(Bytes key) {
        return new SiteId(new String(key.get(), 1, key.get()[0], StandardCharsets.UTF_8));
    }

    static int table(Bytes key) {
        return key.get()[key.get()[0] + 1] & 0xff;
    }

    /** Behind all rows of the site of a row. */
    static Bytes behindSite(Bytes key) {
        byte[] behind = Arrays.copyOf(key.get(), key.get()[0] + 2);
        behind[behind.length - 1] = (byte) BEHIND_ALL;
        return Bytes.wrap(behind);
    }
}
