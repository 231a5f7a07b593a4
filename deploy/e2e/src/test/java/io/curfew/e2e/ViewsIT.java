package io.curfew.e2e;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The built console in a real browser, with made-up answers: no stack runs, which would take its share of the machine.
 */
class ViewsIT {
    private static final Duration BROWSER = Duration.ofMinutes(25);

    @Test
    void everyViewIsAccessibleInBothThemesAndWidths() throws IOException, InterruptedException {
        passes("--project views --workers 2");
    }

    @Test
    void theConsoleIsQuickSteadyAndPatient() throws IOException, InterruptedException {
        passes("--project quality");
    }

    private static void passes(String tests) throws IOException, InterruptedException {
        Curfew curfew = new Curfew(Repository.here(), Path.of("unset"), 0);

        Curfew.Ended looked = curfew.shell("ui/run e2e -- " + tests, BROWSER);

        System.out.println(looked);
        assertThat(looked.exit()).as(looked.toString()).isZero();
    }
}
