package io.curfew.collector.json;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.introspect.VisibilityChecker;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.databind.util.NameTransformer;
import io.curfew.events.DomainName;
import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.events.wire.SensorKey;
import io.curfew.policy.Alert;
import io.curfew.policy.Command;
import io.curfew.policy.DeviceId;
import io.curfew.policy.Standing;
import io.curfew.policy.Tally;
import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.function.Function;

/** Teaches Jackson Curfew's values. Classes outside {@code io.curfew} are written as they would be without it. */
final class CurfewModule extends SimpleModule {
    private static final long serialVersionUID = 1;

    CurfewModule() {
        text(SiteId.class, SiteId::new);
        text(SensorId.class, SensorId::new);
        text(DeviceId.class, DeviceId::new);
        text(DomainName.class, DomainName::new);
        text(MacAddress.class, MacAddress::parse);
        text(IpAddress.class, IpAddress::parse);
        text(SensorKey.class, SensorKey::parse);
        setMixInAnnotation(Command.class, CommandForm.class);
        setSerializerModifier(new RecordProperty.Modifier());
    }

    private <T> void text(Class<T> type, Function<String, T> parse) {
        addSerializer(type, ToStringSerializer.instance);
        addDeserializer(type, new TextDeserializer<>(type, parse));
    }

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.insertAnnotationIntrospector(new CurfewForm());
    }

    /** A command says which one it is. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "command")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Command.Acknowledge.class, name = "acknowledge"),
        @JsonSubTypes.Type(value = Command.Unacknowledge.class, name = "unacknowledge"),
        @JsonSubTypes.Type(value = Command.Mute.class, name = "mute"),
        @JsonSubTypes.Type(value = Command.Unmute.class, name = "unmute"),
        @JsonSubTypes.Type(value = Command.Resolve.class, name = "resolve"),
        @JsonSubTypes.Type(value = Command.Reopen.class, name = "reopen"),
        @JsonSubTypes.Type(value = Command.Note.class, name = "note"),
        @JsonSubTypes.Type(value = Command.Adopt.class, name = "adopt"),
        @JsonSubTypes.Type(value = Command.Invite.class, name = "invite"),
        @JsonSubTypes.Type(value = Command.Enrol.class, name = "enrol"),
        @JsonSubTypes.Type(value = Command.Revoke.class, name = "revoke")
    })
    private interface CommandForm {}

    /** Reads a value type from its text; a text that the type refuses is an input error like any other. */
    private static final class TextDeserializer<T> extends FromStringDeserializer<T> {
        private static final long serialVersionUID = 1;

        private final transient Function<String, T> parse;

        TextDeserializer(Class<T> type, Function<String, T> parse) {
            super(type);
            this.parse = parse;
        }

        @Override
        protected T _deserialize(String text, DeserializationContext context) {
            return parse.apply(text);
        }

        @Override
        protected Object _deserializeFromEmptyStringDefault(DeserializationContext context) {
            return parse.apply("");
        }
    }

    /** Enum constants in lower case with hyphens; components of a record only, not what it works out from them. */
    private static final class CurfewForm extends NopAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        @Override
        public Version version() {
            return Version.unknownVersion();
        }

        @Override
        public String[] findEnumValues(
                MapperConfig<?> config, AnnotatedClass enumType, Enum<?>[] constants, String[] names) {
            if (isOurs(enumType)) {
                for (int index = 0; index < constants.length; index++) {
                    names[index] =
                            constants[index].name().toLowerCase(Locale.ROOT).replace('_', '-');
                }
            }
            return names;
        }

        /** The parts of an alert that are only grouped in the code stand in its JSON like its other parts. */
        @Override
        public @Nullable NameTransformer findUnwrappingNameTransformer(AnnotatedMember member) {
            Class<?> type = member.getRawType();
            boolean isGroup = type == Standing.class || type == Tally.class;
            return isGroup && member.getDeclaringClass() == Alert.class ? NameTransformer.NOP : null;
        }

        @Override
        public VisibilityChecker<?> findAutoDetectVisibility(AnnotatedClass type, VisibilityChecker<?> checker) {
            if (!isOurs(type) || !type.getRawType().isRecord()) {
                return checker;
            }
            return checker.withVisibility(PropertyAccessor.FIELD, Visibility.ANY)
                    .withVisibility(PropertyAccessor.GETTER, Visibility.NONE)
                    .withVisibility(PropertyAccessor.IS_GETTER, Visibility.NONE);
        }

        private static boolean isOurs(AnnotatedClass type) {
            return type.getRawType().getPackageName().startsWith("io.curfew.");
        }
    }
}
