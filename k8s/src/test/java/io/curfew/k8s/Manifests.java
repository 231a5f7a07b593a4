package io.curfew.k8s;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The manifests of one kustomization, rendered by kubectl and read into the API's own types without mercy. */
record Manifests(List<HasMetadata> resources) {
    private static final Map<String, Class<? extends HasMetadata>> TYPES = Map.of(
            "v1/ConfigMap", ConfigMap.class,
            "v1/Namespace", Namespace.class,
            "v1/Service", Service.class,
            "v1/ServiceAccount", ServiceAccount.class,
            "apps/v1/StatefulSet", StatefulSet.class,
            "networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class,
            "policy/v1/PodDisruptionBudget", PodDisruptionBudget.class);

    /** The model's classes swallow unknown keys into a map; without that map, Jackson refuses them. */
    private static final class NoCatchAll extends JacksonAnnotationIntrospector {
        @Override
        public Boolean hasAnySetter(Annotated annotated) {
            return false;
        }
    }

    private static final ObjectMapper STRICT = new YAMLMapper()
            .setAnnotationIntrospector(new NoCatchAll())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    Manifests {
        resources = List.copyOf(resources);
    }

    /**
     * @param kustomization the folder below {@code k8s/}, such as {@code base}
     * @throws IOException when kubectl is missing, or a manifest has a kind or a key that the API does not know
     */
    static Manifests render(String kustomization) throws IOException {
        Process kubectl = new ProcessBuilder(
                        "kubectl", "kustomize", Path.of(kustomization).toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String yaml = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (kubectl.waitFor() != 0) {
                throw new IOException("kubectl kustomize " + kustomization + " ended with " + kubectl.exitValue());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while kubectl rendered " + kustomization, interrupted);
        }
        return parse(yaml);
    }

    /**
     * @param yaml documents with {@code ---} between them
     * @throws IOException when a document has a kind or a key that the API does not know
     */
    static Manifests parse(String yaml) throws IOException {
        List<HasMetadata> resources = new ArrayList<>();
        try (MappingIterator<JsonNode> documents =
                STRICT.readerFor(JsonNode.class).readValues(yaml)) {
            while (documents.hasNextValue()) {
                JsonNode document = documents.nextValue();
                String type = document.path("apiVersion").asText() + "/"
                        + document.path("kind").asText();
                Class<? extends HasMetadata> known = TYPES.get(type);
                if (known == null) {
                    throw new IOException("no rule for manifests of type " + type + "; add it to the test");
                }
                resources.add(STRICT.treeToValue(document, known));
            }
        }
        return new Manifests(resources);
    }

    <T extends HasMetadata> Stream<T> all(Class<T> type) {
        return resources.stream().filter(type::isInstance).map(type::cast);
    }

    /** The only resource of a type. */
    <T extends HasMetadata> T only(Class<T> type) {
        List<T> found = all(type).toList();
        if (found.size() != 1) {
            throw new AssertionError("one " + type.getSimpleName() + " was expected, there are " + found.size());
        }
        return found.getFirst();
    }
}
