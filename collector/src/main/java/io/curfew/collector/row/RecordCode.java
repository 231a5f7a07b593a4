package io.curfew.collector.row;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Writes the code that takes the records of one type apart: it names their accessors and has the forms of their
 * components as constants, so that the virtual machine compiles them together and boxes no whole number. A list of
 * forms and accessors is some hundred calls a row of which the machine does not know where they lead.
 */
final class RecordCode {
    private static final ClassDesc COMPONENTS = described(Components.class);
    private static final ClassDesc FORM = described(Form.class);
    private static final ClassDesc OUTPUT = described(RowOutput.class);
    private static final ClassDesc OBJECT = ConstantDescs.CD_Object;
    private static final ClassDesc LONG = ConstantDescs.CD_long;
    private static final ClassDesc VOID = ConstantDescs.CD_void;

    private static final String FORM_NAME = "form";

    private final ClassDesc made;
    private final ClassDesc type;
    private final RecordComponent[] components;

    private RecordCode(Class<?> type) {
        made = ClassDesc.of(RecordCode.class.getPackageName(), type.getSimpleName() + "Components");
        this.type = described(type);
        components = type.getRecordComponents();
    }

    /**
     * What takes such records apart.
     *
     * @param forms those of the components, in their order
     * @throws IllegalArgumentException when the type is neither public nor of this package
     */
    static Components of(Class<?> type, List<Form> forms) {
        boolean isNear = type.getPackageName().equals(RecordCode.class.getPackageName());
        if (!isNear && !Modifier.isPublic(type.getModifiers())) {
            throw new IllegalArgumentException("a record that is stored has to be public: " + type);
        }
        try {
            MethodHandles.Lookup lookup =
                    MethodHandles.lookup().defineHiddenClassWithClassData(new RecordCode(type).octets(), forms, true);
            return (Components) lookup.findConstructor(lookup.lookupClass(), MethodType.methodType(void.class))
                    .invoke();
        } catch (RuntimeException | Error trouble) {
            throw trouble;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static ClassDesc described(Class<?> type) {
        return type.describeConstable().orElseThrow();
    }

    private byte[] octets() {
        return ClassFile.of().build(made, code -> {
            code.withFlags(ClassFile.ACC_FINAL).withInterfaceSymbols(COMPONENTS);
            for (int place = 0; place < components.length; place++) {
                code.withField(FORM_NAME + place, FORM, ClassFile.ACC_STATIC | ClassFile.ACC_FINAL);
            }
            code.withMethodBody(
                    ConstantDescs.CLASS_INIT_NAME, ConstantDescs.MTD_void, ClassFile.ACC_STATIC, this::takeForms);
            code.withMethodBody(ConstantDescs.INIT_NAME, ConstantDescs.MTD_void, 0, RecordCode::construct);
            code.withMethodBody("absent", MethodTypeDesc.of(LONG, OBJECT), ClassFile.ACC_PUBLIC, this::absent);
            code.withMethodBody("same", MethodTypeDesc.of(LONG, OBJECT, OBJECT), ClassFile.ACC_PUBLIC, this::same);
            code.withMethodBody(
                    "write", MethodTypeDesc.of(VOID, OUTPUT, OBJECT, OBJECT, LONG), ClassFile.ACC_PUBLIC, this::write);
            code.withMethodBody(
                    "at", MethodTypeDesc.of(OBJECT, OBJECT, ConstantDescs.CD_int), ClassFile.ACC_PUBLIC, this::at);
        });
    }

    /** Constants that the machine trusts, out of the list that the class was made with. */
    private void takeForms(CodeBuilder code) {
        ClassDesc lookup = described(MethodHandles.Lookup.class);
        ClassDesc handles = described(MethodHandles.class);
        MethodTypeDesc dataAt = MethodTypeDesc.of(
                OBJECT, lookup, ConstantDescs.CD_String, ConstantDescs.CD_Class, ConstantDescs.CD_int);
        for (int place = 0; place < components.length; place++) {
            code.invokestatic(handles, "lookup", MethodTypeDesc.of(lookup))
                    .loadConstant(ConstantDescs.DEFAULT_NAME)
                    .loadConstant(FORM)
                    .loadConstant(place)
                    .invokestatic(handles, "classDataAt", dataAt)
                    .checkcast(FORM)
                    .putstatic(made, FORM_NAME + place, FORM);
        }
        code.return_();
    }

    private static void construct(CodeBuilder code) {
        code.aload(code.receiverSlot())
                .invokespecial(OBJECT, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                .return_();
    }

    private void absent(CodeBuilder code) {
        int row = typed(code, code.parameterSlot(0));
        int bits = noBits(code);
        for (int place = 0; place < components.length; place++) {
            long bit = 1L << place;
            if (!components[place].getType().isPrimitive()) {
                value(code, row, place);
                code.ifThen(Opcode.IFNULL, then -> addBit(then, bits, bit));
            }
        }
        code.lload(bits).lreturn();
    }

    private void same(CodeBuilder code) {
        int row = typed(code, code.parameterSlot(0));
        int before = typed(code, code.parameterSlot(1));
        int bits = noBits(code);
        for (int place = 0; place < components.length; place++) {
            long bit = 1L << place;
            value(code, row, place);
            value(code, before, place);
            if (isWhole(place)) {
                code.lcmp().ifThen(Opcode.IFEQ, then -> addBit(then, bits, bit));
            } else {
                code.invokestatic(
                                described(Objects.class),
                                "equals",
                                MethodTypeDesc.of(ConstantDescs.CD_boolean, OBJECT, OBJECT))
                        .ifThen(Opcode.IFNE, then -> addBit(then, bits, bit));
            }
        }
        code.lload(bits).lreturn();
    }

    private void write(CodeBuilder code) {
        int output = code.parameterSlot(0);
        int row = typed(code, code.parameterSlot(1));
        int before = typed(code, code.parameterSlot(2));
        int leftOut = code.parameterSlot(3);
        for (int index = 0; index < components.length; index++) {
            int place = index;
            code.lload(leftOut)
                    .loadConstant(1L << place)
                    .land()
                    .lconst_0()
                    .lcmp()
                    .ifThen(Opcode.IFEQ, then -> write(then, output, row, before, place));
        }
        code.return_();
    }

    private void write(CodeBuilder code, int output, int row, int before, int place) {
        if (isWhole(place)) {
            code.aload(output);
            value(code, row, place);
            code.aload(before).ifThenElse(Opcode.IFNULL, CodeBuilder::lconst_0, then -> value(then, before, place));
            code.lsub().invokevirtual(OUTPUT, "signed", MethodTypeDesc.of(VOID, LONG));
        } else {
            code.getstatic(made, FORM_NAME + place, FORM).aload(output);
            value(code, row, place);
            code.aload(before).ifThenElse(Opcode.IFNULL, CodeBuilder::aconst_null, then -> value(then, before, place));
            code.invokeinterface(FORM, "write", MethodTypeDesc.of(VOID, OUTPUT, OBJECT, OBJECT));
        }
    }

    private void at(CodeBuilder code) {
        int row = typed(code, code.parameterSlot(0));
        List<SwitchCase> cases = IntStream.range(0, components.length)
                .mapToObj(place -> SwitchCase.of(place, code.newLabel()))
                .toList();
        Label beyond = code.newLabel();
        code.iload(code.parameterSlot(1)).tableswitch(beyond, cases);
        for (int place = 0; place < components.length; place++) {
            code.labelBinding(cases.get(place).target());
            component(code, row, place);
            box(code, place);
            code.areturn();
        }
        code.labelBinding(beyond).aconst_null().areturn();
    }

    /** An object as a record of the type, in a slot of its own. */
    private int typed(CodeBuilder code, int slot) {
        int record = code.allocateLocal(TypeKind.REFERENCE);
        code.aload(slot).checkcast(type).astore(record);
        return record;
    }

    private static int noBits(CodeBuilder code) {
        int bits = code.allocateLocal(TypeKind.LONG);
        code.lconst_0().lstore(bits);
        return bits;
    }

    private static void addBit(CodeBuilder code, int bits, long bit) {
        code.lload(bits).loadConstant(bit).lor().lstore(bits);
    }

    /** Whether a component is written as a whole number, without a form. */
    private boolean isWhole(int place) {
        Class<?> component = components[place].getType();
        return component == int.class || component == long.class;
    }

    /** A whole number as a long, all else as an object. */
    private void value(CodeBuilder code, int row, int place) {
        component(code, row, place);
        if (components[place].getType() == int.class) {
            code.i2l();
        } else if (!isWhole(place)) {
            box(code, place);
        }
    }

    private void component(CodeBuilder code, int row, int place) {
        code.aload(row)
                .invokevirtual(
                        type, components[place].getName(), MethodTypeDesc.of(described(components[place].getType())));
    }

    private void box(CodeBuilder code, int place) {
        Class<?> component = components[place].getType();
        if (component.isPrimitive()) {
            ClassDesc boxed = described(MethodType.methodType(component).wrap().returnType());
            code.invokestatic(boxed, "valueOf", MethodTypeDesc.of(boxed, described(component)));
        }
    }
}
