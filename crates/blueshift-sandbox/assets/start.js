// Without a validator, Swagger UI asks nobody outside about the contract.
window.ui = SwaggerUIBundle({
  url: "/__sandbox/openapi.yaml",
  dom_id: "#reference",
  deepLinking: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 1,
  displayRequestDuration: true,
  showExtensions: true,
  persistAuthorization: false,
  validatorUrl: null,
});
