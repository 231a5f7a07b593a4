package io.curfew.stack.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BoardTest {
    @Test
    void alertsAreCountedBySiteAndSeverity() throws Exception {
        Board board = Board.of(new ObjectMapper().readTree("""
                {"items":[
                  {"id":"porto","openAlerts":{"critical":0,"high":2,"medium":0,"low":1}},
                  {"id":"lisbon","openAlerts":{"critical":1,"high":0,"medium":0,"low":0}}]}"""));

        assertThat(board.line()).isEqualTo("lisbon: 1 critical; porto: 2 high, 1 low");
        assertThat(board.total()).isEqualTo(4);
    }

    @Test
    void aQuietSiteSaysSo() throws Exception {
        Board board = Board.of(new ObjectMapper().readTree("""
                {"items":[{"id":"lisbon","openAlerts":{"critical":0,"high":0,"medium":0,"low":0}}]}"""));

        assertThat(board.line()).isEqualTo("lisbon: none");
    }
}
