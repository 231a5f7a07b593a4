package io.curfew.collector.load;

import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

/**
 * What programs that are started by themselves, without Quarkus, log. Nobody has told their logging yet what to leave
 * out, so that libraries put each step into words at TRACE, which takes a tenth of the time and nobody reads.
 */
public final class ProgramLog {
    private ProgramLog() {}

    /** Leaves out what the packaged collector leaves out too. To be called first. */
    public static void asPackaged() {
        Logger.getLogger("").setLevel(Level.INFO);
    }
}
