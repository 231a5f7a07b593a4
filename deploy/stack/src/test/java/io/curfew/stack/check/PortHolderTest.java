package io.curfew.stack.check;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class PortHolderTest {
    @Test
    void onlyListenersOnThePortCount() {
        List<String> table = List.of(
                "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode",
                "   0: 0100007F:1D38 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 8001 1 0",
                "   1: 0100007F:1D38 0100007F:9C40 01 00000000:00000000 00:00000000 00000000     0        0 8002 1 0",
                "   2: 0100007F:1D39 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 8003 1 0");

        assertThat(PortHolder.listening(table, 7480)).containsExactly("socket:[8001]");
    }

    @Test
    void thisProcessHoldsThePortThatItListensOn() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(PortHolder.of(socket.getLocalPort()))
                    .map(ProcessHandle::pid)
                    .hasValue(ProcessHandle.current().pid());
        }
    }
}
