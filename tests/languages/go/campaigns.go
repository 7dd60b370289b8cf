package main

// A Blueshift client and a listing that misses no campaign. Copy this file and make the package blueshift with
//     oapi-codegen -config oapi-codegen.yaml blueshift.yaml

import (
	"context"
	"fmt"
	"iter"
	"net/http"
	"time"

	"example.com/blueshift-example/blueshift"
)

// Connect makes a client for one account.
func Connect(baseURL, apiKey string) (*blueshift.ClientWithResponses, error) {
	transport := &http.Client{
		Timeout: 30 * time.Second,
		// A redirect would carry the key to another host.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return blueshift.NewClientWithResponses(baseURL,
		blueshift.WithHTTPClient(transport),
		blueshift.WithRequestEditorFn(func(_ context.Context, request *http.Request) error {
			// The API key is the user name; the password is empty.
			request.SetBasicAuth(apiKey, "")
			return nil
		}))
}

// AllCampaigns yields every campaign that meets the filters, each one once. It yields an error rather than ending early.
func AllCampaigns(ctx context.Context, client *blueshift.ClientWithResponses, filters blueshift.ListCampaignsParams) iter.Seq2[blueshift.Campaign, error] {
	return func(yield func(blueshift.Campaign, error) bool) {
		if filters.PerPage == nil {
			filters.PerPage = new(100)
		}
		seen := map[string]bool{}
		pagesWithoutNews := 0
		// Whether pages count from 0 or from 1 is not documented: 0 first, and on with 1 if 0 is refused.
		for page := 0; ; page++ {
			filters.Page = &page
			response, err := client.ListCampaignsWithResponse(ctx, &filters)
			if err != nil {
				yield(blueshift.Campaign{}, fmt.Errorf("page %d: %w", page, err))
				return
			}
			if response.JSON200 == nil {
				status := response.StatusCode()
				if page == 0 && (status == 400 || status == 404 || status == 422) {
					continue
				}
				yield(blueshift.Campaign{}, fmt.Errorf("page %d: %s %s", page, response.Status(), response.Body))
				return
			}
			// Only an empty page is the end. A short one may come from a server that caps per_page.
			if len(*response.JSON200) == 0 {
				return
			}
			// Page 1 may repeat page 0, and rows that are inserted while paging push others onto the next page.
			pagesWithoutNews++
			for _, campaign := range *response.JSON200 {
				if seen[campaign.Uuid] {
					continue
				}
				seen[campaign.Uuid] = true
				pagesWithoutNews = 0
				if !yield(campaign, nil) {
					return
				}
			}
			if pagesWithoutNews == 2 {
				yield(blueshift.Campaign{}, fmt.Errorf("page %d repeats what was seen: the server ignores page", page))
				return
			}
		}
	}
}
