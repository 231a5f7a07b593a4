package io.curfew.collector.row;

import java.util.function.BiConsumer;
import java.util.zip.CRC32;

/**
 * Writes rows of one table as octets, and reads them back: an octet that says how, then the row, which does not repeat
 * what its key says. For one thread.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the rows
 */
public final class RowCodec<K, V> {
    private static final int PLAIN = 1;
    private static final int PACKED = 2;
    /** Of all tasks: forms keep nothing of what they write. */
    private static final Forms FORMS = new Forms();

    private final Class<K> keyType;
    private final Class<V> rowType;
    private final Form keyForm;
    private final Form rowForm;
    private final boolean isPacked;
    private final RowOutput output = new RowOutput();

    private RowCodec(Class<K> keyType, Class<V> rowType, boolean isPacked) {
        this.keyType = keyType;
        this.rowType = rowType;
        this.keyForm = FORMS.of(keyType);
        this.rowForm = FORMS.of(rowType);
        this.isPacked = isPacked;
    }

    /** @throws IllegalArgumentException when a key or a row of that type holds something that has no form */
    public static <K, V> RowCodec<K, V> of(Class<K> keyType, Class<V> rowType) {
        return new RowCodec<>(keyType, rowType, false);
    }

    /** The same for rows with sentences in them, which are seldom written. */
    public static <K, V> RowCodec<K, V> ofSentences(Class<K> keyType, Class<V> rowType) {
        return new RowCodec<>(keyType, rowType, true);
    }

    /** A key behind what comes before it. Equal keys give the same octets. */
    public byte[] key(byte[] prefix, K key) {
        output.clear();
        output.octets(prefix);
        keyForm.write(output, key, null);
        return output.octetsFrom(0);
    }

    /** Reads a key behind {@code position}. */
    public K key(byte[] octets, int position) {
        output.clear();
        return keyType.cast(keyForm.read(new RowInput(octets, position, output.said()), null));
    }

    /**
     * Writes a row behind its key, and hands over both: the key as {@link #key(byte[], Object)} makes it, and the row.
     */
    public void write(byte[] prefix, K key, V row, BiConsumer<byte[], byte[]> written) {
        byte[] name = key(prefix, key);
        written.accept(name, writeRow(row));
    }

    public byte[] write(K key, V row) {
        sayKey(key);
        return writeRow(row);
    }

    /** Behind the key that was written last. */
    private byte[] writeRow(V row) {
        int start = output.length();
        output.octet(PLAIN);
        rowForm.write(output, row, null);
        byte[] plain = output.octetsFrom(start);
        return isPacked ? Packing.packed(plain, PACKED) : plain;
    }

    /** @throws IllegalStateException when something else wrote the octets */
    public V read(K key, byte[] octets) {
        sayKey(key);
        byte[] plain = isPacked && octets[0] == PACKED ? Packing.unpacked(octets) : octets;
        RowInput input = new RowInput(plain, 0, output.said());
        int way = input.octet();
        if (way != PLAIN) {
            throw new IllegalStateException("a row of version " + way + " cannot be read");
        }
        return rowType.cast(rowForm.read(input, null));
    }

    private void sayKey(K key) {
        output.clear();
        keyForm.write(output, key, null);
    }

    /** Tells the words and sentences that rows do not spell out from others: they never change. */
    public static long phrases() {
        CRC32 sum = new CRC32();
        sum.update(RowOutput.utf8(String.join("\n", Words.ALL)));
        sum.update(Packing.SENTENCES);
        return sum.getValue();
    }

    /**
     * What keys and rows are made of: keys never change, rows only grow at the ends of records, constants and cases.
     */
    public String shape() {
        return keyForm.shape() + " " + rowForm.shape();
    }
}
