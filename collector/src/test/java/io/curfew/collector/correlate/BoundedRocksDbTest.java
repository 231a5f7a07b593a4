package io.curfew.collector.correlate;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

final class BoundedRocksDbTest {
    private static final long MEBIBYTE = 1L << 20;

    @Test
    void theStoresShareAnEighthOfTheHeapButNeitherTooLittleNorTooMuch() {
        assertThat(BoundedRocksDb.bytes(64 * MEBIBYTE)).isEqualTo(24 * MEBIBYTE);
        assertThat(BoundedRocksDb.bytes(512 * MEBIBYTE)).isEqualTo(64 * MEBIBYTE);
        assertThat(BoundedRocksDb.bytes(16_384 * MEBIBYTE)).isEqualTo(256 * MEBIBYTE);
    }
}
