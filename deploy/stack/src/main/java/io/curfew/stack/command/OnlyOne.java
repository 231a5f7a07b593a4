package io.curfew.stack.command;

import io.curfew.stack.part.StateFolder;
import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;

/**
 * Holds a state folder for one command that starts or stops; a second one is refused. The system lets go for the dead.
 */
final class OnlyOne implements Closeable {
    private final FileChannel file;

    private OnlyOne(FileChannel file) {
        this.file = file;
    }

    static OnlyOne at(StateFolder state) throws IOException {
        FileChannel file = FileChannel.open(state.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(file) == null) {
            file.close();
            throw new CommandFailure(
                    "another ./curfew up or down is at work in %s: wait for it".formatted(state.path()));
        }
        return new OnlyOne(file);
    }

    private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
