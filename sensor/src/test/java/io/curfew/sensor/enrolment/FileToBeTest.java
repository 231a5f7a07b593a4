package io.curfew.sensor.enrolment;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;

import static org.assertj.core.api.Assertions.assertThat;

/** A file in a folder whose owner puts a link in its place while it is made. */
final class FileToBeTest {
    private static final byte[] TEXT = "a key".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path folder;

    private Path another;
    private FileToBe file;

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    @BeforeEach
    void putALinkInItsPlace() throws IOException {
        another = Files.writeString(folder.resolve("shadow"), "of root's");
        file = FileToBe.at(folder.resolve("key.pem"), PosixFilePermissions.fromString("rw-------"));
        Files.delete(file.beside());
        Files.createSymbolicLink(file.beside(), another);
    }

    private static UserPrincipal nobody(Path at) throws IOException {
        return at.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
    }

    @Test
    void nothingIsWrittenThroughALink() throws IOException {
        file.write(TEXT);

        assertThat(another).hasContent("of root's");
    }

    @Test
    @EnabledIf(value = "isRoot", disabledReason = "giving a file away needs root")
    void nothingIsGivenAwayThroughALink() throws IOException {
        UserPrincipal owner = Files.getOwner(another);

        file.giveTo(nobody(another));

        assertThat(Files.getOwner(another)).isEqualTo(owner);
    }
}
