package io.curfew.collector.store;

import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CursorTest {

    @Test
    void aCursorIsReadBackFromItsText() {
        Cursor cursor = new Cursor(List.of("2026-11-20T12:00:00Z", "lisbon/hall/r/1/2"));

        assertThat(Cursor.parse(cursor.text(), 2)).isEqualTo(cursor);
        assertThat(cursor.text()).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void aCursorOfAnotherListIsRefused() {
        String text = new Cursor(List.of("lisbon")).text();

        assertThatThrownBy(() -> Cursor.parse(text, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsNoCursorIsRefused() {
        assertThatThrownBy(() -> Cursor.parse("!!", 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Cursor.parse("A".repeat(10_000), 2)).isInstanceOf(IllegalArgumentException.class);
    }
}
