package io.curfew.stack.part;

import java.nio.file.Path;

/** A Log4j configuration that writes warnings and milestones to one file: 10 MB, and two older ones beside it. */
final class RollingLog {
    private RollingLog() {}

    static String of(Path log) {
        return """
                status = error
                appender.file.type = RollingFile
                appender.file.name = file
                appender.file.fileName = %1$s
                appender.file.filePattern = %1$s.%%i
                appender.file.layout.type = PatternLayout
                appender.file.layout.pattern = %%d{ISO8601} %%-5p %%c{1.} %%m%%n
                appender.file.policies.type = Policies
                appender.file.policies.size.type = SizeBasedTriggeringPolicy
                appender.file.policies.size.size = 10MB
                appender.file.strategy.type = DefaultRolloverStrategy
                appender.file.strategy.max = 2
                rootLogger.level = info
                rootLogger.appenderRef.file.ref = file
                """.formatted(log);
    }
}
