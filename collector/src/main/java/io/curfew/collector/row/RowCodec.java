package io.curfew.collector.row;

/**
 * Writes rows of one type as octets, and reads them back: an octet that says how, then the row. For one thread.
 *
 * @param <V> the type of the rows
 */
public final class RowCodec<V> {
    private static final int VERSION = 1;

    private final Class<V> type;
    private final Form form;
    private final RowOutput output = new RowOutput();

    /** @throws IllegalArgumentException when a row of that type holds something that has no form */
    public RowCodec(Class<V> type) {
        this.type = type;
        this.form = new Forms().of(type);
    }

    public byte[] write(V row) {
        output.clear();
        output.octet(VERSION);
        form.write(output, row);
        return output.octets();
    }

    /** @throws IllegalStateException when something else wrote the octets */
    public V read(byte[] octets) {
        RowInput input = new RowInput(octets);
        int version = input.octet();
        if (version != VERSION) {
            throw new IllegalStateException("a row of version " + version + " cannot be read");
        }
        return type.cast(form.read(input));
    }

    /** What rows are made of, as text: it may only grow at the ends of records, constants and cases. */
    public String shape() {
        return form.shape();
    }
}
