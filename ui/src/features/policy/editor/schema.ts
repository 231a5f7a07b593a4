import type { Step } from './place';

/** The part of JSON Schema that says what may stand where. */
export interface Schema {
  description: string | undefined;
  reference: string | undefined;
  values: string[];
  properties: Map<string, Schema>;
  others: Schema | undefined;
  items: Schema | undefined;
  choices: Schema[];
}

export interface PolicySchema {
  root: Schema;
  definitions: Map<string, Schema>;
}

const DEFINITIONS = '#/$defs/';

/** Takes of a JSON Schema what an editor needs. What it does not understand says nothing. */
export function readSchema(document: unknown): PolicySchema {
  return { root: schemaOf(document), definitions: schemasOf(part(document, '$defs')) };
}

function schemaOf(json: unknown): Schema {
  const constant = part(json, 'const');
  return {
    description: textOf(part(json, 'description')),
    reference: textOf(part(json, '$ref')),
    values: [...listOf(part(json, 'enum')), ...(constant === undefined ? [] : [constant])].map(String),
    properties: schemasOf(part(json, 'properties')),
    others:
      typeof part(json, 'additionalProperties') === 'object' ? schemaOf(part(json, 'additionalProperties')) : undefined,
    items: part(json, 'items') === undefined ? undefined : schemaOf(part(json, 'items')),
    choices: [...listOf(part(json, 'anyOf')), ...listOf(part(json, 'oneOf'))].map(schemaOf),
  };
}

function schemasOf(json: unknown): Map<string, Schema> {
  return new Map(isObject(json) ? Object.entries(json).map(([name, schema]) => [name, schemaOf(schema)]) : []);
}

function part(json: unknown, name: string): unknown {
  return isObject(json) ? json[name] : undefined;
}

function isObject(json: unknown): json is Record<string, unknown> {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

function listOf(json: unknown): unknown[] {
  return Array.isArray(json) ? json : [];
}

function textOf(json: unknown): string | undefined {
  return typeof json === 'string' ? json : undefined;
}

/** What may stand at a place; several where there is a choice. */
export function schemasAt(schema: PolicySchema, path: readonly Step[]): Schema[] {
  return path.reduce<Schema[]>(
    (here, step) => here.flatMap((one) => below(one, step)).flatMap((one) => choicesOf(one, schema)),
    choicesOf(schema.root, schema),
  );
}

/** What the schema says about a place. */
export function descriptionAt(schema: PolicySchema, path: readonly Step[]): string | undefined {
  const last = path.at(-1);
  if (typeof last !== 'string') {
    return undefined;
  }
  const keys = schemasAt(schema, path.slice(0, -1)).map(({ properties }) => properties.get(last));
  return keys.map((key) => key && descriptionOf(key, schema)).find((text) => text !== undefined);
}

/** Its own description, or that of what it refers to. */
export function descriptionOf(schema: Schema, { definitions }: PolicySchema): string | undefined {
  return schema.description ?? definitionOf(schema, definitions)?.description;
}

function below(schema: Schema, step: Step): Schema[] {
  const found = step === null ? schema.items : (schema.properties.get(step) ?? schema.others);
  return found ? [found] : [];
}

/** Itself, what it refers to, and what it lets choose. */
function choicesOf(schema: Schema, whole: PolicySchema): Schema[] {
  const definition = definitionOf(schema, whole.definitions);
  return [
    schema,
    ...(definition ? choicesOf(definition, whole) : []),
    ...schema.choices.flatMap((choice) => choicesOf(choice, whole)),
  ];
}

function definitionOf({ reference }: Schema, definitions: Map<string, Schema>): Schema | undefined {
  return reference?.startsWith(DEFINITIONS) ? definitions.get(reference.slice(DEFINITIONS.length)) : undefined;
}
