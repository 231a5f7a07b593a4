package io.curfew.k8s;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicySpec;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ManifestsTest {
    private static final String BASE = "base";
    private static final String SINGLE_NODE = "overlays/single-node";
    private static final Path INSTALL = Path.of("../docs/install.md");

    @ParameterizedTest
    @ValueSource(strings = {BASE, SINGLE_NODE})
    void everyContainerRunsRestricted(String kustomization) throws IOException {
        StatefulSet collector = Manifests.render(kustomization).only(StatefulSet.class);

        var pod = collector.getSpec().getTemplate().getSpec();
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getContainers()).isNotEmpty().allSatisfy(container -> {
            assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                    .isFalse();
            assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                    .isTrue();
            assertThat(container.getSecurityContext().getCapabilities().getDrop())
                    .containsExactly("ALL");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {BASE, SINGLE_NODE})
    void everyContainerHasLimitsAndAPinnedImage(String kustomization) throws IOException {
        StatefulSet collector = Manifests.render(kustomization).only(StatefulSet.class);

        assertThat(collector.getSpec().getTemplate().getSpec().getContainers()).allSatisfy(container -> {
            assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
            assertThat(container.getResources().getLimits()).containsKey("memory");
            assertThat(container.getImage()).matches(".+:[0-9]+\\.[0-9]+\\.[0-9]+");
        });
    }

    /** Names below {@code .example} are nobody's (RFC 2606): what nobody made cannot be had from a stranger. */
    @ParameterizedTest
    @ValueSource(strings = {BASE, SINGLE_NODE})
    void theImageIsTheOneThatTheContainerfileMakes(String kustomization) throws IOException {
        String recipe = Files.readString(Path.of("../deploy/image/Containerfile"));
        StatefulSet collector = Manifests.render(kustomization).only(StatefulSet.class);

        var pod = collector.getSpec().getTemplate().getSpec();
        String image = pod.getContainers().getFirst().getImage();
        assertThat(image).startsWith("registry.example/");
        assertThat(recipe).contains(" -t " + image + " ");
        assertThat(Files.readString(INSTALL)).contains("podman build -t " + image + " ");
        assertThat(recipe)
                .contains("USER " + pod.getSecurityContext().getRunAsUser() + ":"
                        + pod.getSecurityContext().getRunAsGroup() + "\n")
                .contains("EXPOSE "
                        + pod.getContainers().getFirst().getPorts().getFirst().getContainerPort() + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {BASE, SINGLE_NODE})
    void halfOfTheMemoryIsForTheHeapAndAProcessWithoutRoomInItEnds(String kustomization) throws IOException {
        assertThat(collectorContainer(kustomization).getEnv())
                .filteredOn(variable -> variable.getName().equals("JAVA_TOOL_OPTIONS"))
                .extracting(EnvVar::getValue)
                .containsExactly("-XX:MaxRAMPercentage=50 -XX:+UseParallelGC -XX:ParallelGCThreads=1"
                        + " -XX:+UseCompactObjectHeaders -XX:+ExitOnOutOfMemoryError");
    }

    @Test
    void theBenchCollectsGarbageAsTheCollectorDoes() throws IOException {
        String bench = Files.readString(Path.of("../deploy/bench/collector"));

        Matcher flags = Pattern.compile("(?m)^collecting='(.+)'$").matcher(bench);

        assertThat(flags.find()).isTrue();
        assertThat(collectorContainer(BASE).getEnv())
                .filteredOn(variable -> variable.getName().equals("JAVA_TOOL_OPTIONS"))
                .extracting(EnvVar::getValue)
                .allSatisfy(options -> assertThat(options).contains(flags.group(1)))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {BASE, SINGLE_NODE})
    void everyProbeAsksTheCollectorsOwnHealthOnADeclaredPort(String kustomization) throws IOException {
        Container container = collectorContainer(kustomization);

        List<Probe> probes =
                List.of(container.getStartupProbe(), container.getReadinessProbe(), container.getLivenessProbe());
        assertThat(probes)
                .extracting(probe -> probe.getHttpGet().getPath())
                .containsExactly("/q/health/started", "/q/health/ready", "/q/health/live");
        assertThat(probes)
                .extracting(probe -> probe.getHttpGet().getPort().getStrVal())
                .containsOnly(container.getPorts().getFirst().getName());
    }

    @ParameterizedTest
    @ValueSource(strings = {BASE, SINGLE_NODE})
    void everyReferenceLeadsSomewhere(String kustomization) throws IOException {
        Manifests manifests = Manifests.render(kustomization);

        StatefulSet collector = manifests.only(StatefulSet.class);
        Map<String, String> podLabels =
                collector.getSpec().getTemplate().getMetadata().getLabels();
        Container container =
                collector.getSpec().getTemplate().getSpec().getContainers().getFirst();
        assertThat(collector.getSpec().getSelector().getMatchLabels())
                .isNotEmpty()
                .isEqualTo(podLabels);
        assertThat(manifests.only(Service.class).getSpec().getSelector()).isEqualTo(podLabels);
        assertThat(manifests
                        .only(NetworkPolicy.class)
                        .getSpec()
                        .getPodSelector()
                        .getMatchLabels())
                .isEqualTo(podLabels);
        assertThat(collector.getSpec().getTemplate().getSpec().getServiceAccountName())
                .isEqualTo(manifests.only(ServiceAccount.class).getMetadata().getName());
        assertThat(container.getEnvFrom().getFirst().getConfigMapRef().getName())
                .isEqualTo(manifests.only(ConfigMap.class).getMetadata().getName());
        assertThat(container.getVolumeMounts())
                .extracting(mount -> mount.getName())
                .containsExactlyInAnyOrder("state", "temporary", "notifications", "policy-files", "tls");
        assertThat(container.getVolumeMounts())
                .filteredOn(mount -> mount.getName().equals("policy-files"))
                .extracting(mount -> mount.getMountPath())
                .containsExactly(manifests.only(ConfigMap.class).getData().get("CURFEW_POLICY_FILES"));
    }

    @Test
    void nothingComesInButByTheConsoleAndNothingGoesOutButToTheServers() throws IOException {
        NetworkPolicySpec policy =
                Manifests.render(BASE).only(NetworkPolicy.class).getSpec();

        assertThat(policy.getPolicyTypes()).containsExactlyInAnyOrder("Ingress", "Egress");
        assertThat(policy.getIngress())
                .flatExtracting(rule -> rule.getPorts())
                .extracting(port -> port.getPort().getValue())
                .containsExactly("http");
        // A rule without ports is for all of them.
        assertThat(policy.getEgress())
                .allSatisfy(rule -> assertThat(rule.getPorts()).isNotEmpty())
                .flatExtracting(rule -> rule.getPorts())
                .extracting(port -> port.getPort().getValue())
                .containsExactlyInAnyOrder(53, 53, 9_092, 9_200, 8_080);
    }

    @Test
    void theConfigurationIsWhatTheCollectorReads() throws IOException {
        ConfigMap configuration = Manifests.render(BASE).only(ConfigMap.class);

        assertThat(configuration.getData())
                .containsOnlyKeys(
                        "KAFKA_BOOTSTRAP_SERVERS",
                        "CURFEW_ENROLMENT_KAFKA",
                        "CURFEW_OPENSEARCH_URL",
                        "CURFEW_POLICY_FILES",
                        "CURFEW_SENSORS_SIGNATURES",
                        "CURFEW_STATE_DIRECTORY",
                        "CURFEW_TOPICS_REPLICAS",
                        "QUARKUS_HTTP_HOST",
                        "QUARKUS_HTTP_PORT",
                        "QUARKUS_OIDC_AUTH_SERVER_URL",
                        "QUARKUS_OIDC_CLIENT_ID",
                        "ROCKSDB_SHAREDLIB_DIR")
                .containsEntry("CURFEW_SENSORS_SIGNATURES", "required")
                .containsEntry("CURFEW_TOPICS_REPLICAS", "3");
    }

    /** Sensors stand outside the cluster, where its names mean nothing. */
    @ParameterizedTest
    @ValueSource(strings = {BASE, SINGLE_NODE})
    void invitedSensorsAreToldAnAddressOfTheirOwn(String kustomization) throws IOException {
        Map<String, String> configuration =
                Manifests.render(kustomization).only(ConfigMap.class).getData();

        assertThat(configuration.get("CURFEW_ENROLMENT_KAFKA"))
                .isNotEqualTo(configuration.get("KAFKA_BOOTSTRAP_SERVERS"))
                .matches("[a-z0-9-]+(\\.[a-z0-9-]+)+:[0-9]+");
    }

    /** The ones that the pages tell to make, each when it is wanted. */
    @Test
    void whatIsNotThereStopsNoCollector() throws IOException {
        var pod = Manifests.render(BASE)
                .only(StatefulSet.class)
                .getSpec()
                .getTemplate()
                .getSpec();

        assertThat(pod.getContainers().getFirst().getEnvFrom().getLast().getSecretRef())
                .satisfies(secret -> {
                    assertThat(secret.getName()).isEqualTo("curfew-collector-environment");
                    assertThat(secret.getOptional()).isTrue();
                });
        assertThat(pod.getVolumes())
                .filteredOn(volume -> volume.getSecret() != null)
                .allSatisfy(
                        volume -> assertThat(volume.getSecret().getOptional()).isTrue())
                .extracting(volume -> volume.getSecret().getSecretName())
                .containsExactlyInAnyOrder("curfew-notifications", "curfew-tls");
        assertThat(pod.getVolumes())
                .filteredOn(volume -> volume.getConfigMap() != null)
                .allSatisfy(volume ->
                        assertThat(volume.getConfigMap().getOptional()).isTrue())
                .extracting(volume -> volume.getConfigMap().getName())
                .containsExactly("curfew-policy-files");
    }

    @Test
    void theOverlayOfTheGuideSaysWhereAllIs() throws IOException {
        Matcher example = Pattern.compile("```yaml\n(apiVersion: kustomize.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(INSTALL));
        assertThat(example.find()).isTrue();
        Path overlay = Files.createDirectories(Path.of("target/guide"));
        Files.writeString(overlay.resolve("kustomization.yaml"), example.group(1));

        Manifests manifests = Manifests.render(overlay.toString());

        assertThat(manifests
                        .only(StatefulSet.class)
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers())
                .extracting(Container::getImage)
                .containsExactly("registry.example.org/curfew/collector:0.1.0");
        assertThat(manifests.only(ConfigMap.class).getData())
                .containsEntry("CURFEW_ENROLMENT_KAFKA", "kafka.example.org:9094")
                .containsEntry("KAFKA_SECURITY_PROTOCOL", "SSL")
                .containsKey("CURFEW_API_TRUSTED_PROXIES");
        assertThat(manifests.only(NetworkPolicy.class).getSpec().getEgress())
                .flatExtracting(egress -> egress.getPorts())
                .extracting(port -> port.getPort().getIntVal())
                .contains(9093, 443);
    }

    @Test
    void collectorsLieOnSeveralNodesWhereThereAreSome() throws IOException {
        StatefulSet collector = Manifests.render(BASE).only(StatefulSet.class);

        var template = collector.getSpec().getTemplate();
        assertThat(template.getSpec().getTopologySpreadConstraints())
                .singleElement()
                .satisfies(spread -> {
                    assertThat(spread.getTopologyKey()).isEqualTo("kubernetes.io/hostname");
                    assertThat(spread.getWhenUnsatisfiable()).isEqualTo("ScheduleAnyway");
                    assertThat(spread.getLabelSelector().getMatchLabels())
                            .isEqualTo(template.getMetadata().getLabels());
                });
    }

    /** Its affinity by the client's address holds only for who comes to the service itself. */
    @Test
    void aPersonStaysWithOneCollectorBehindTraefikToo() throws IOException {
        Service service = Manifests.render(BASE).only(Service.class);

        assertThat(service.getSpec().getSessionAffinity()).isEqualTo("ClientIP");
        assertThat(service.getMetadata().getAnnotations())
                .containsEntry("traefik.ingress.kubernetes.io/service.sticky.cookie", "true");
    }

    @Test
    void theSingleNodeHasOneCollectorThatMayBeDrained() throws IOException {
        Manifests manifests = Manifests.render(SINGLE_NODE);

        assertThat(manifests.only(StatefulSet.class).getSpec().getReplicas()).isEqualTo(1);
        assertThat(manifests.all(PodDisruptionBudget.class)).isEmpty();
        assertThat(manifests.only(ConfigMap.class).getData()).containsEntry("CURFEW_TOPICS_REPLICAS", "1");
        assertThat(manifests.resources())
                .filteredOn(resource -> !(resource instanceof Namespace))
                .extracting(HasMetadata::getMetadata)
                .allSatisfy(metadata -> assertThat(metadata.getNamespace()).isEqualTo("curfew"));
    }

    @Test
    void aMistypedKeyIsRefused() {
        String mistyped = """
                apiVersion: apps/v1
                kind: StatefulSet
                metadata: { name: collector }
                spec: { replica: 1 }
                """;

        assertThatThrownBy(() -> Manifests.parse(mistyped))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("replica");
    }

    private static Container collectorContainer(String kustomization) throws IOException {
        return Manifests.render(kustomization)
                .only(StatefulSet.class)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst();
    }
}
