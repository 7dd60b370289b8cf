// Swagger UI uses the example of a parameter as its value. All ten values together match no campaign, so the examples are moved
// to the descriptions and the fields start empty.
const emptyFields = {
  statePlugins: {
    spec: {
      wrapActions: {
        updateJsonSpec: (update) => (contract) => {
          for (const parameter of Object.values(contract?.components?.parameters ?? {})) {
            if (parameter.example === undefined) continue;
            parameter.description += `\n\nFor example: \`${parameter.example}\``;
            delete parameter.example;
            const parts = [parameter.schema, ...(parameter.schema?.allOf ?? [])].filter(Boolean);
            const named = parts.map((schema) => contract.components.schemas[schema.$ref?.split("/").pop()]);
            for (const schema of [...parts, ...named]) delete schema?.example;
          }
          return update(contract);
        },
      },
    },
  },
};

// Without a validator URL, Swagger UI sends no external request.
window.ui = SwaggerUIBundle({
  url: "/__sandbox/openapi.yaml",
  dom_id: "#reference",
  plugins: [emptyFields],
  deepLinking: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 1,
  displayRequestDuration: true,
  showExtensions: true,
  persistAuthorization: false,
  validatorUrl: null,
});
