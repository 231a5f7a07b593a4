package io.curfew.stack.part;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class BindingTest {
    private static final String NETWORK = """
            ip link set lo up
            ip link add eth0 type veth peer name far
            ip addr add 192.168.1.10/24 dev eth0
            ip link set far up
            """;
    private static final String DOCKER = """
            ip link add docker0 type bridge
            ip addr add 172.17.0.1/16 dev docker0
            ip link set docker0 up
            """;

    @Test
    void anAddressOfAnotherMachineIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Binding.to("198.51.100.7"))
                .withMessage("198.51.100.7 is no address of this machine");
    }

    @Test
    void aVersion6AddressStandsInBracketsBeforeAPort() {
        assertThat(Binding.to("::1")).isEqualTo(new Binding("::1", "[::1]"));
        assertThat(Binding.to("::1").listener()).isEqualTo("[::1]");
    }

    @Test
    void anAddressThatHoldsOnOneInterfaceOnlyIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Binding.to("fe80::1"))
                .withMessageContaining("fe80::1 holds on one interface only");
    }

    /** Interfaces that are made later, as Docker's are, come first where Java lists them. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void othersAreToldTheAddressThatThisMachineReachesThemBy() throws Exception {
        String told = bindingIn(NETWORK + DOCKER + "ip link set eth0 up\nip route add default via 192.168.1.1\n");

        assertThat(told).isEqualTo(new Binding("0.0.0.0", "192.168.1.10").toString());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void withoutAWayOutOthersAreToldAnAddressOfAnInterfaceThatIsUpAndNoBridge() throws Exception {
        assertThat(bindingIn(NETWORK + DOCKER + "ip link set eth0 up\n"))
                .isEqualTo(new Binding("0.0.0.0", "192.168.1.10").toString());
        assertThat(bindingIn(NETWORK + DOCKER)).isEqualTo(new Binding("0.0.0.0", "172.17.0.1").toString());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aMachineWithoutANetworkIsReachedByItselfOnly() throws Exception {
        assertThat(bindingIn(NETWORK)).isEqualTo(new Binding("0.0.0.0", "127.0.0.1").toString());
    }

    /** What a wildcard means in a network of its own, made by these commands. */
    private static String bindingIn(String network) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        "unshare",
                        "--user",
                        "--map-root-user",
                        "--net",
                        "sh",
                        "-ec",
                        network + "exec \"$@\"",
                        "sh",
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        SaysBinding.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.strip();
    }

    /** A program that says what it makes of a wildcard. */
    static final class SaysBinding {
        private SaysBinding() {}

        public static void main(String[] arguments) {
            System.out.println(Binding.to("0.0.0.0"));
        }
    }
}
