package io.curfew.e2e;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each view of the built console in a real browser, in two themes and two widths, with made-up answers: no stack runs.
 */
class ViewsIT {
    private static final Duration BROWSER = Duration.ofMinutes(25);

    @Test
    void everyViewIsAccessibleInBothThemesAndWidths() throws IOException, InterruptedException {
        Curfew curfew = new Curfew(Repository.here(), Path.of("unset"), 0);

        Curfew.Ended looked = curfew.shell("ui/run e2e -- --project views --workers 2", BROWSER);

        System.out.println(looked);
        assertThat(looked.exit()).as(looked.toString()).isZero();
    }
}
