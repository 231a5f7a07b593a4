package io.curfew.sensor.imports.netflow;

import java.util.Arrays;

/**
 * How the records of one set are laid out. Fields without octets are left out, so that reading a record takes no longer
 * than its octets are many. At most {@value #MOST_FIELDS} fields.
 */
final class Template {
    static final int MOST_FIELDS = 512;

    /** The length of a field whose octets say how long it is (RFC 7011, 7). */
    static final int VARIABLE = 0xffff;

    /** Stands before the numbers of RFC 5103's reverse fields. */
    static final int REVERSE = 0x1_0000;

    /** A field that means nothing here: another enterprise's, or a scope of NetFlow v9. */
    static final int UNKNOWN = -1;

    final boolean describesOptions;
    final int leastOctets;
    private final int[] elements;
    private final int[] lengths;

    private Template(boolean describesOptions, int[] elements, int[] lengths) {
        this.describesOptions = describesOptions;
        this.elements = elements;
        this.lengths = lengths;
        int octets = 0;
        for (int length : lengths) {
            octets += length == VARIABLE ? 1 : length;
        }
        this.leastOctets = octets;
    }

    int fields() {
        return elements.length;
    }

    /** The field's information element, {@link #REVERSE} added for a reverse one, or {@link #UNKNOWN}. */
    int element(int index) {
        return elements[index];
    }

    int length(int index) {
        return lengths[index];
    }

    static final class Builder {
        private final boolean describesOptions;
        private int[] elements = new int[16];
        private int[] lengths = new int[16];
        private int count;

        Builder(boolean describesOptions) {
            this.describesOptions = describesOptions;
        }

        void field(int element, int length) {
            if (length == 0) {
                return;
            }
            if (count == elements.length) {
                elements = Arrays.copyOf(elements, count * 2);
                lengths = Arrays.copyOf(lengths, count * 2);
            }
            elements[count] = element;
            lengths[count++] = length;
        }

        Template build() {
            return new Template(describesOptions, Arrays.copyOf(elements, count), Arrays.copyOf(lengths, count));
        }
    }
}
