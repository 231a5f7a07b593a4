package io.curfew.collector.api;

import io.curfew.collector.store.PageRequest;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Makes the OpenAPI document say what the code does: each part of a record that is not {@code @Nullable} is required,
 * enum constants are written as JSON has them, every operation may answer with a problem, and has examples. Runs when
 * the application is built.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class ApiDocument implements OASFilter {
    private static final DotName NULLABLE = DotName.createSimple("org.jspecify.annotations.Nullable");
    private static final DotName PROPERTY = DotName.createSimple("com.fasterxml.jackson.annotation.JsonProperty");
    private static final DotName SCHEMA =
            DotName.createSimple("org.eclipse.microprofile.openapi.annotations.media.Schema");
    private static final List<String> UNDESCRIBED = List.of("400", "401", "403");
    private static final String OURS = "io.curfew.";

    private final Map<String, List<ClassInfo>> records = new HashMap<>();
    private final ApiExamples examples = new ApiExamples();

    public ApiDocument(IndexView index) {
        for (ClassInfo type : index.getKnownClasses()) {
            if (type.isRecord() && type.name().toString().startsWith(OURS)) {
                records.computeIfAbsent(schemaName(type), _ -> new ArrayList<>())
                        .add(type);
            }
        }
    }

    private static String schemaName(ClassInfo type) {
        AnnotationInstance schema = type.declaredAnnotation(SCHEMA);
        return schema == null || schema.value("name") == null
                ? type.name().withoutPackagePrefix().replaceAll(".*\\$", "")
                : schema.value("name").asString();
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Map<String, Schema> schemas = document.getComponents().getSchemas();
        for (Map.Entry<String, Schema> schema : schemas.entrySet()) {
            records.getOrDefault(schema.getKey(), List.of()).stream()
                    .filter(type -> describes(schema.getValue(), type))
                    .forEach(type -> markRequired(schema.getValue(), type));
        }
        Schema alert = Objects.requireNonNull(schemas.get("Alert"));
        putPartsInPlaceOf("standing", alert, Objects.requireNonNull(schemas.get("Standing")));
        putPartsInPlaceOf("tally", alert, Objects.requireNonNull(schemas.get("Tally")));
        document.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .forEach(this::complete);
    }

    private void complete(Operation operation) {
        addProblems(operation);
        examples.addTo(operation);
    }

    /** What is only grouped in the code: JSON has the parts of the group among the others. */
    private static void putPartsInPlaceOf(String property, Schema whole, Schema group) {
        Map<String, Schema> properties = new TreeMap<>(whole.getProperties());
        properties.remove(property);
        properties.putAll(group.getProperties());
        whole.setProperties(properties);
        TreeSet<String> required = new TreeSet<>(whole.getRequired());
        required.remove(property);
        required.addAll(group.getRequired());
        whole.setRequired(List.copyOf(required));
    }

    /** Whatever an operation does not answer with in detail is a problem. */
    private static void addProblems(Operation operation) {
        APIResponses responses = operation.getResponses();
        UNDESCRIBED.forEach(responses::removeAPIResponse);
        Schema problem = OASFactory.createSchema().ref("#/components/schemas/Problem");
        MediaType body = OASFactory.createMediaType().schema(problem);
        responses.setDefaultValue(OASFactory.createAPIResponse()
                .description("A problem as RFC 9457 has it")
                .content(OASFactory.createContent().addMediaType(Problem.MEDIA_TYPE, body)));
    }

    @Override
    public Schema filterSchema(Schema schema) {
        if (schema.getEnumeration() != null) {
            schema.setEnumeration(schema.getEnumeration().stream()
                    .map(constant -> (Object)
                            constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .toList());
        }
        return schema;
    }

    /** Page sizes are read as text, so that one that is no number is a problem like any other. */
    @Override
    public Parameter filterParameter(Parameter parameter) {
        if (parameter.getName().equals("limit")) {
            parameter.setSchema(OASFactory.createSchema()
                    .addType(Schema.SchemaType.INTEGER)
                    .format("int32")
                    .minimum(BigDecimal.ONE)
                    .maximum(BigDecimal.valueOf(PageRequest.MOST_ITEMS))
                    .defaultValue(Integer.parseInt(Parameters.DEFAULT_LIMIT)));
        }
        return parameter;
    }

    private static void markRequired(Schema schema, ClassInfo type) {
        TreeSet<String> required = new TreeSet<>();
        for (RecordComponentInfo component : type.recordComponents()) {
            if (!isNullable(component)) {
                required.add(propertyName(type, component.name()));
            }
        }
        schema.setRequired(required.isEmpty() ? null : required.stream().toList());
    }

    /** Several records have the same simple name; a schema is of the one whose parts it has. */
    private static boolean describes(Schema schema, ClassInfo type) {
        Map<String, Schema> properties = schema.getProperties();
        return properties != null
                && type.recordComponents().stream()
                        .allMatch(component -> properties.containsKey(propertyName(type, component.name())));
    }

    private static boolean isNullable(RecordComponentInfo component) {
        return component.type().hasAnnotation(NULLABLE) || component.hasAnnotation(NULLABLE);
    }

    /** The name in JSON; what renames a component is copied to its field, not kept at the component itself. */
    private static String propertyName(ClassInfo type, String component) {
        AnnotationInstance renamed = type.field(component).annotation(PROPERTY);
        return renamed == null ? component : renamed.value().asString();
    }
}
