package io.curfew.sensor.imports.netflow;

import io.curfew.sensor.decode.Octets;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the sets that say how others are laid out: templates and options templates of NetFlow v9 and IPFIX, and IPFIX's
 * withdrawals. A template with records of no octets is refused, for no set would end.
 */
final class TemplateReader {
    private static final int HEADER_OCTETS = 4;
    private static final int FIELD_OCTETS = 4;
    private static final int ENTERPRISE_OCTETS = 4;
    private static final int FIRST_ID = 256;
    private static final int ENTERPRISE_BIT = 0x8000;
    private static final long REVERSE_ENTERPRISE = 29_305;

    private final Exporter exporter;
    private final Templates templates;
    private final ExportHeader header;
    private final List<Integer> learned = new ArrayList<>();
    private int malformed;

    TemplateReader(Exporter exporter, Templates templates, ExportHeader header) {
        this.exporter = exporter;
        this.templates = templates;
        this.header = header;
    }

    /** The ids that are known since. */
    List<Integer> learned() {
        return learned;
    }

    /** Templates that could not be read. */
    int malformed() {
        return malformed;
    }

    /** Reads one set, as far as it makes sense; gives back how many templates did not. */
    int read(byte[] octets, int from, int end, boolean describingOptions) {
        int at = from;
        while (end - at >= HEADER_OCTETS && at >= from) {
            int id = Octets.u16(octets, at);
            if (id < FIRST_ID && !isWithdrawalOfAll(id, octets, at)) {
                // Padding is less than a template and zero.
                malformed += id == 0 ? 0 : 1;
                break;
            }
            at = isIpfix()
                    ? ipfix(id, octets, at, end, describingOptions)
                    : version9(id, octets, at, end, describingOptions);
            if (at < 0) {
                malformed++;
                break;
            }
        }
        return malformed;
    }

    private boolean isIpfix() {
        return header.version() == ExportHeader.IPFIX;
    }

    private boolean isWithdrawalOfAll(int id, byte[] octets, int at) {
        return isIpfix() && (id == 2 || id == 3) && Octets.u16(octets, at + 2) == 0;
    }

    private int ipfix(int id, byte[] octets, int at, int end, boolean describingOptions) {
        int fields = Octets.u16(octets, at + 2);
        if (fields == 0) {
            if (id < FIRST_ID) {
                templates.withdrawAll(exporter.id, id == 3);
            } else {
                templates.withdraw(exporter.id, id);
            }
            return at + HEADER_OCTETS;
        }
        // Which of an options template's fields are its scope makes no difference here.
        int first = at + HEADER_OCTETS + (describingOptions ? 2 : 0);
        return fields(id, octets, first, end, fields, describingOptions, 0);
    }

    private int version9(int id, byte[] octets, int at, int end, boolean describingOptions) {
        if (!describingOptions) {
            return fields(id, octets, at + HEADER_OCTETS, end, Octets.u16(octets, at + 2), false, 0);
        }
        if (end - at < HEADER_OCTETS + 2) {
            return -1;
        }
        int scopes = Octets.u16(octets, at + 2) / FIELD_OCTETS;
        int options = Octets.u16(octets, at + 4) / FIELD_OCTETS;
        return fields(id, octets, at + HEADER_OCTETS + 2, end, scopes + options, true, scopes);
    }

    /** @param scopes fields at the beginning whose numbers are none of information elements */
    private int fields(int id, byte[] octets, int from, int end, int count, boolean describesOptions, int scopes) {
        if (count > Template.MOST_FIELDS) {
            return -1;
        }
        Template.Builder builder = new Template.Builder(describesOptions);
        int at = from;
        for (int index = 0; index < count; index++) {
            if (end - at < FIELD_OCTETS) {
                return -1;
            }
            int element = Octets.u16(octets, at);
            int length = Octets.u16(octets, at + 2);
            at += FIELD_OCTETS;
            if (isIpfix() && (element & ENTERPRISE_BIT) != 0) {
                if (end - at < ENTERPRISE_OCTETS) {
                    return -1;
                }
                boolean isReverse = Octets.u32(octets, at) == REVERSE_ENTERPRISE;
                element = isReverse ? Template.REVERSE + (element & ~ENTERPRISE_BIT) : Template.UNKNOWN;
                at += ENTERPRISE_OCTETS;
            }
            builder.field(index < scopes ? Template.UNKNOWN : element, length);
        }
        @Nullable Template template = builder.build();
        if (template.leastOctets == 0) {
            return -1;
        }
        templates.put(exporter.id, id, template, header.receivedNanos());
        learned.add(id);
        return at;
    }
}
