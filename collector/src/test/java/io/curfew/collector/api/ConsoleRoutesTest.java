package io.curfew.collector.api;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ConsoleRoutesTest {

    @ParameterizedTest
    @ValueSource(strings = {"/alerts", "/alerts/a1", "/devices/lisbon/camera", "/apiary", "/quiet"})
    void theConsolesOwnPathsAreItsPage(String path) {
        assertThat(ConsoleRoutes.isPageOfConsole(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/v1/me", "/api", "/q/health", "/q", "/signin", "/signout", "/assets/index.js"})
    void everythingElseIsNot(String path) {
        assertThat(ConsoleRoutes.isPageOfConsole(path)).isFalse();
    }
}
